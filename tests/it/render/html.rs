//! The page for a browser, read and used in one.

use super::blocs::blocs;
use super::hostile;
use super::plain;
use super::sample;
use crate::browser::Browser;
use crate::browser::ENTER;
use crate::browser::ESCAPE;
use crate::browser::RIGHT;
use crate::browser::SHIFT;
use crate::browser::TAB;
use crate::shipped;
use actant::answer::Answer;
use actant::answer::Mark;
use actant::model::ActorId;
use actant::question::CARDS;
use actant::question::Question;
use actant::render::Layout;
use actant::render::Surroundings;
use actant::render::Trouble;
use actant::render::by_name;
use actant::text::visible;

/// A page in a browser, none where there is no browser.
fn shown(answer: &Answer, place: &str) -> Option<Browser> {
    let browser = Browser::open()?;
    browser.show(plain(answer, "html").as_bytes(), place);
    assert_eq!(browser.text("document.documentElement.dataset.ready"), "", "the script ran to its end");
    Some(browser)
}

/// What the shipped graph answers.
fn ask(line: &str) -> Answer {
    Question::parse(line).unwrap().run(shipped::graph(), &|| false).unwrap()
}

/// The script's own words for something of the page.
impl Browser {
    fn panel(&self) -> String {
        self.text("document.getElementById('panel').innerText")
    }

    fn count(&self) -> String {
        self.text("document.getElementById('count').textContent")
    }

    fn hash(&self) -> String {
        self.text("decodeURIComponent(location.hash.replace(/[+]/g, ' '))")
    }

    /// The ids of the parts of the picture that have a class, in order.
    fn having(&self, selector: &str) -> Vec<String> {
        let found = self.run(&format!("return [...document.querySelectorAll({selector:?})].map((part) => part.id)"));
        let mut ids: Vec<String> = found.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect();
        ids.sort();
        ids
    }

    /// What has the focus: its id.
    fn focus(&self) -> String {
        self.text("document.activeElement.id")
    }

    fn is_quiet(&self) {
        assert_eq!(self.complaints(), Vec::<String>::new());
        assert_eq!(self.run("return performance.getEntriesByType('resource').length"), 0, "the page asks for nothing");
    }
}

#[test]
fn every_answer_is_a_page_that_complains_of_nothing() {
    let Some(browser) = Browser::open() else { return };
    let made = [blocs(), sample::verba(), sample::route(), sample::figures(), Answer::default()];
    let asked = CARDS.iter().map(|card| ask(card.examples[0].0));
    for answer in made.into_iter().chain(asked) {
        browser.show(plain(&answer, "html").as_bytes(), "");
        assert_eq!(browser.text("document.title"), answer.title);
        assert_eq!(browser.text("document.documentElement.dataset.ready"), "");
        let rows = "return document.querySelectorAll('#relations tbody tr').length";
        assert_eq!(browser.run(rows), answer.facts.len());
        browser.is_quiet();
    }
}

#[test]
fn the_policy_lets_nothing_else_run() {
    let Some(browser) = shown(&blocs(), "") else { return };
    let script = "const made = document.createElement('script'); made.textContent = 'window.broken = true';
        document.body.append(made); document.body.setAttribute('style', 'color: red'); return 'broken' in window";
    assert_eq!(browser.run(script), false);
    let complaints = browser.complaints();
    assert!(
        complaints.len() == 2 && complaints.iter().all(|text| text.contains("Content Security Policy")),
        "{complaints:?}"
    );
}

#[test]
fn the_whole_picture_is_seen_and_can_be_larger() {
    let Some(browser) = shown(&blocs(), "") else { return };
    assert_eq!((browser.count().as_str(), browser.having(".unlit").len()), ("23 relations", 0));
    let width = |browser: &Browser| {
        browser.run("return document.querySelector('svg').getBoundingClientRect().width").as_f64().unwrap()
    };
    let whole = width(&browser);
    browser.click("#zoom", "");
    assert!(width(&browser) > whole * 1.4, "half as wide again, but for a bar to scroll by");
    browser.is_quiet();
}

#[test]
fn search_and_filters_fade_what_does_not_pass() {
    let Some(browser) = shown(&blocs(), "") else { return };
    browser.press(&["/"], "");
    assert_eq!(browser.focus(), "search");
    browser.write("HEZBOLLÁH");
    assert_eq!(browser.count(), "2 of 23 relations.");
    assert_eq!(browser.having(".actor:not(.unlit)"), ["actor-hezbollah", "actor-iran", "actor-israel"]);
    assert_eq!(browser.having(".actor.found"), ["actor-hezbollah"]);
    browser.press(&[ESCAPE], "");
    assert_eq!(browser.count(), "23 relations");
    browser.run("const all = document.getElementById('polarity'); all.value = 'hostile'; all.dispatchEvent(new Event('change'))");
    let visible = "return [...document.querySelectorAll('#relations tbody tr')].filter((row) => !row.hidden).length";
    let passed = browser.run(visible).as_u64().unwrap();
    assert_eq!(browser.count(), format!("{passed} of 23 relations."));
    assert!((1..23).contains(&passed) && browser.having(".tie.cooperative:not(.unlit)").is_empty());
    browser.is_quiet();
}

#[test]
fn a_click_on_a_tie_shows_its_evidence() {
    let mut answer = sample::verba();
    let address = Some("https://example.org/a?b=\"c\"&d".into());
    answer.sources.values_mut().for_each(|card| card.source.url.clone_from(&address));
    let Some(browser) = shown(&answer, "") else { return };
    browser.click(".label[data-tie='tie-russia--iran'] text", "");
    let panel = browser.panel();
    for told in [
        "Russia supplies Iran",
        "about 2,500 systems",
        "€500 million",
        "since 2026-02~ (possibly)",
        "alleged, agreed",
        "if payment is made",
        "denied by Russia, 2026-02-24",
        "[1 Covert Proliferation, F/3]",
        "reliability F (cannot be judged)",
        "not stated: delivery date",
        "written in graph/one.json:12",
    ] {
        assert!(panel.contains(told), "{told} is not in\n{panel}");
    }
    let link =
        "return [...document.querySelectorAll('#panel a')].map((link) => [link.href, link.rel, link.textContent])";
    assert_eq!(
        browser.run(link)[0],
        serde_json::json!(["https://example.org/a?b=%22c%22&d", "noopener noreferrer", "Israel–Iran Conflict Watch"])
    );
    browser.press(&[ESCAPE], "");
    assert_eq!(browser.run("return document.getElementById('panel').hidden"), true);
    browser.is_quiet();
}

#[test]
fn an_address_that_is_none_of_the_web_is_no_link() {
    let mut answer = sample::verba();
    for (address, card) in ["javascript:alert(1)", "doi:10.1000/182"].iter().zip(answer.sources.values_mut()) {
        card.source.url = Some((*address).into());
    }
    let Some(browser) = shown(&answer, "") else { return };
    let links = browser.run("return [...new Set([...document.querySelectorAll('a')].map((link) => link.href))]");
    assert_eq!(links, serde_json::json!(["https://doi.org/10.1000/182"]));
}

#[test]
fn the_slider_stops_at_the_dates_of_the_answer() {
    let answer = ask("around iran --ever");
    let Some(browser) = shown(&answer, "") else { return };
    let at = |stop: &str| {
        let slide = "const slider = document.getElementById('slider'); slider.value = STOP;
            slider.dispatchEvent(new Event('input')); return document.getElementById('date').value";
        browser.run(&slide.replace("STOP", stop)).as_str().unwrap().to_owned()
    };
    let first = at("0");
    assert!(browser.count().contains(&format!(" relations in {first}")), "{}", browser.count());
    assert!(browser.hash().contains(&format!("date={first}")), "{}", browser.hash());
    let (then, faded) = (browser.count(), browser.having(".actor.unlit").len());
    let last = at("slider.max");
    assert!(last > first && browser.count() != then && browser.having(".actor.unlit").len() < faded, "{first} {last}");
    browser.run(
        "const date = document.getElementById('date'); date.value = '2020-13'; date.dispatchEvent(new Event('input'))",
    );
    assert_eq!(browser.text("document.getElementById('date').getAttribute('aria-invalid')"), "true");
    assert!(browser.count().contains(&last), "what is no date changes nothing");
    browser.is_quiet();
}

#[test]
fn what_holds_possibly_is_said_to_be_possible() {
    let answer = sample::verba();
    let Some(browser) = shown(&answer, "#date=2026-02&pick=tie:tie-russia--iran") else { return };
    assert!(browser.panel().contains("In 2026-02: possibly holds."), "{}", browser.panel());
    assert!(browser.having(".tie.possibly").contains(&"tie-russia--iran".to_owned()));
    browser.run("location.hash = 'date=2026-01&pick=tie:tie-china--iran'");
    browser.wait_for("document.getElementById('panel').innerText.includes('In 2026-01: does not hold.')");
    browser.run("location.hash = 'date=1990&pick=tie:tie-china--iran'");
    browser.wait_for("document.getElementById('panel').innerText.includes('In 1990: holds.')");
}

#[test]
fn every_date_gives_the_program_s_own_verdict() {
    let answer = ask("around iran --ever");
    let Some(browser) = shown(&answer, "") else { return };
    for date in ["1979", "1988-03", "2015-07-14", "2020", "2026-02"] {
        let then = ask(&format!("around iran --as-of {date}"));
        let certain = |possible: bool| {
            let held = then.facts.values().filter(|fact| answer.facts.values().any(|own| own.key == fact.key));
            held.filter(|fact| fact.verdict.is_ok_and(|how| !possible || how.is_possible())).count()
        };
        browser.run(&format!("location.hash = 'date={date}'"));
        browser.wait_for(&format!("document.getElementById('date').value === '{date}'"));
        let (all, maybe) = (certain(false), certain(true));
        let within = if date.len() == 10 { "on" } else { "in" };
        let mut expected = format!("{all} of {} relations {within} {date}", answer.facts.len());
        if maybe > 0 {
            expected = format!("{expected}, {maybe} of them possibly");
        }
        assert_eq!(browser.count(), format!("{expected}."));
    }
}

#[test]
fn two_actors_shift_clicked_show_the_path_between_them() {
    let answer = ask("path russia houthis");
    let route = &answer.routes[0];
    let Some(browser) = shown(&answer, "") else { return };
    browser.click("#actor-russia text", "");
    browser.click("#actor-houthis text", SHIFT);
    let panel = browser.panel();
    let names: Vec<&str> = route.actors.iter().map(|id| &*answer.actors[id].actor.name).collect();
    assert!(panel.contains(&names.join(" – ")), "{panel}");
    assert!(panel.contains(&format!("weakest: {}", route.why)), "{} is not in\n{panel}", route.why);
    assert!(browser.hash().contains("path=russia houthis"), "{}", browser.hash());
    browser.click("#actor-houthis text", "");
    browser.run(
        "const to = document.getElementById('path-to'); to.value = 'russia'; to.dispatchEvent(new Event('change'))",
    );
    assert!(browser.hash().contains("path=houthis russia"), "{}", browser.hash());
    browser.is_quiet();
}

#[test]
fn an_address_brings_back_what_was_seen() {
    let Some(browser) = shown(&blocs(), "#status=confirmed&q=iran&pick=actor:hezbollah&theme=dark") else { return };
    let seen = |browser: &Browser| {
        (
            browser.count(),
            browser.panel(),
            browser.having(".unlit"),
            browser.text("document.documentElement.dataset.theme"),
        )
    };
    let before = seen(&browser);
    assert!(before.1.contains("Hezbollah") && before.3 == "dark", "{before:?}");
    browser.click("#actor-iran text", "");
    let picked = seen(&browser);
    assert_ne!(picked.1, before.1);
    browser.reload();
    assert_eq!(seen(&browser), picked);
    browser.run("location.hash = 'status=nonsense&date=soon&pick=actor:nobody&path=iran'");
    browser.wait_for("document.getElementById('panel').hidden");
    assert_eq!((browser.count().as_str(), browser.panel().as_str()), ("23 relations", ""));
    browser.is_quiet();
}

#[test]
fn everything_can_be_done_from_the_keyboard() {
    let Some(browser) = shown(&sample::route(), "") else { return };
    browser.run("document.getElementById('print').focus()");
    browser.press(&[TAB], "");
    assert_eq!(browser.focus(), "actor-russia", "the picture is one stop");
    browser.press(&[RIGHT], "");
    assert_eq!(browser.focus(), "tie-russia--iran");
    assert_eq!(browser.having(".spot[id]"), ["actor-iran", "actor-russia", "tie-russia--iran"]);
    browser.press(&[ENTER], "");
    assert!(browser.panel().contains("Russia supplies Iran"), "{}", browser.panel());
    assert!(browser.text("document.getElementById('said').textContent").contains("Russia – Iran"));
    browser.press(&[TAB], "");
    assert_eq!(browser.focus(), "close");
    browser.press(&[ESCAPE], "");
    assert_eq!(browser.focus(), "tie-russia--iran", "the focus goes back to where it came from");
    browser.press(&[RIGHT, ENTER, RIGHT, RIGHT], "");
    assert_eq!(browser.focus(), "actor-houthis");
    browser.press(&[ENTER], SHIFT);
    assert!(browser.panel().contains("From Iran to Houthis"), "{}", browser.panel());
    browser.is_quiet();
}

#[test]
fn an_answer_without_a_picture_is_a_page_of_tables() {
    let lost = |_: &str| Ok(r#"{"bb": "0,0,100,100", "objects": [{"name": "n0", "pos": "50,50"}]}"#.to_owned());
    let failed = |_: &str| Err("it was stopped".to_owned());
    let write = |layout| {
        let around = Surroundings { layout, ..Surroundings::default() };
        (by_name("html").unwrap().write)(&blocs(), &around)
    };
    assert_eq!(write(Layout::Graphviz(&failed)), Err(Trouble::Engine("it was stopped".to_owned())));
    let page = write(Layout::Graphviz(&lost)).unwrap();
    assert!(String::from_utf8_lossy(&page).contains("No picture: "));
    let Some(browser) = Browser::open() else { return };
    browser.show(&page, "#q=hezbollah");
    assert_eq!(browser.count(), "2 of 23 relations.");
    browser.click("#relations tr:not([hidden]) td button", "");
    assert!(browser.panel().contains("written in graph/one.json"), "{}", browser.panel());
    browser.is_quiet();
}

#[test]
fn a_comparison_can_be_narrowed_to_what_changed() {
    let mut answer = blocs();
    let marks = [Mark::Added, Mark::Gone, Mark::Added];
    answer.facts.values_mut().zip(marks).for_each(|(fact, mark)| fact.mark = Some(mark));
    let Some(browser) = shown(&answer, "#mark=added") else { return };
    assert_eq!(browser.count(), "2 of 23 relations.");
    assert_eq!(browser.text("document.getElementById('mark').options.length"), "4");
    browser.is_quiet();
}

#[test]
fn hostile_names_are_text_and_nothing_else() {
    let Some(browser) = Browser::open() else { return };
    let long = "x".repeat(10_000);
    let more = ["--> <!-- <script>", "</title></style></svg>", "&lt;b&gt; &#x2028; &amp", "\u{2028}\u{2029}", &long];
    for &name in hostile::NAMES.iter().chain(&more) {
        let mut answer = hostile::answer(name);
        answer.actors.get_mut(&ActorId(0)).unwrap().actor.name = name.into();
        browser.show(plain(&answer, "html").as_bytes(), "#pick=actor:russia");
        let json = browser.run("return JSON.parse(document.getElementById('answer').textContent).actors[0].name");
        assert_eq!(json, name, "the name itself");
        let shown = visible(name).into_owned();
        assert_eq!(browser.text("document.getElementById('row-actor-0').cells[0].textContent"), shown);
        let title = if name.is_empty() { "around iran" } else { &shown };
        assert_eq!(browser.text("document.querySelector('h1').textContent"), title);
        assert_eq!(browser.text("document.getElementById('panel-title').textContent"), name);
        assert_eq!(browser.run("return document.querySelectorAll('script, style, b:not(li > b)').length"), 3);
        browser.is_quiet();
    }
}

#[test]
fn light_dark_and_paper() {
    let Some(browser) = shown(&blocs(), "#pick=actor:iran") else { return };
    let paper = |colour: &str| {
        browser.wait_for(&format!("getComputedStyle(document.documentElement).backgroundColor === {colour:?}"));
    };
    let (white, black) = ("rgb(255, 255, 255)", "rgb(21, 24, 28)");
    paper(white);
    browser.emulate("screen", "dark");
    paper(black);
    browser.click("#theme", "");
    paper(white);
    assert!(browser.hash().contains("theme=light"));
    browser.click("#theme", "");
    paper(black);
    browser.emulate("print", "dark");
    paper(white);
    let is_shown =
        |selector: &str| browser.run(&format!("return document.querySelector({selector:?}).checkVisibility()"));
    assert_eq!(
        (is_shown("#search"), is_shown("#picture svg"), is_shown("#panel dl")),
        (false.into(), true.into(), true.into())
    );
    browser.is_quiet();
}
