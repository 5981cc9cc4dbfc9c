//! A graph, read once, and the pictures of its views.

use crate::answer::Answer;
use crate::cli::ask;
use crate::cli::comparison;
use crate::cli::comparison::Side;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::folder;
use crate::cli::folder::Root;
use crate::cli::interrupt;
use crate::cli::output;
use crate::cli::picture;
use crate::cli::progress;
use crate::cli::state;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::graph::Graph;
use crate::load::File;
use crate::load::load;
use crate::load::origins;
use crate::load::sort;
use crate::model::Choice;
use crate::model::Model;
use crate::model::State;
use crate::model::View;
use crate::question::LENS;
use crate::question::Question;
use crate::question::Trouble;
use crate::question::judge;
use crate::render::Bloc;
use crate::render::Extent;
use crate::render::Format;
use crate::render::Grouping;
use crate::render::Highlight;
use crate::render::Notice;
use crate::render::Page;
use crate::render::Picture;
use crate::render::Theme;
use clap::ArgMatches;
use std::path::Path;
use std::path::PathBuf;

/// A graph and its views.
pub(super) struct Album {
    files: Vec<File>,
    errors: Vec<Diagnostic>,
    graph: Graph,
    only: Option<String>,
    roots: Vec<Root>,
    /// Which state of the graph this is, where it is not the one that lies here.
    known_by: Option<String>,
}

/// Where a graph is, and which of its views count.
pub(super) struct Places {
    /// The graph alone.
    pub(super) graph: Vec<Root>,
    /// All that is read: the graph, and the file of views where that lies outside.
    pub(super) all: Vec<Root>,
    /// The file whose views alone count.
    pub(super) only: Option<PathBuf>,
}

impl Album {
    /// Reads a graph.
    pub(super) fn open(places: &Places, matches: &ArgMatches) -> Result<Self, Failure> {
        let read = || state::known(matches, &places.all);
        let (files, known_by) = progress::during("reading the graph", read)?;
        let loaded = load(&files);
        let graph = Graph::new(loaded.model);
        let mut errors = loaded.diagnostics;
        errors.extend(judge(&graph, &origins(&files)));
        errors.retain(|one| one.severity == Severity::Error);
        sort(&mut errors, &files);
        let only = places.only.as_deref().map(folder::shown);
        Ok(Self { files, errors, graph, only, roots: places.graph.clone(), known_by })
    }

    /// The views, in the order of their ids.
    pub(super) fn views(&self) -> impl Iterator<Item = &View> {
        let model = self.model();
        let counts = move |view: &&View| self.only.as_deref().is_none_or(|only| model.file(view.place) == only);
        model.views().iter().filter(counts)
    }

    /// The views that the arguments name: one, all, or the one that a file of its own holds; none
    /// where they name none.
    pub(super) fn chosen(&self, matches: &ArgMatches) -> Result<Vec<&View>, Failure> {
        let all: Vec<&View> = self.views().collect();
        match matches.get_one::<String>("NAME") {
            Some(name) => {
                let found = all.iter().find(|view| *view.id == **name);
                Ok(vec![found.ok_or_else(|| self.unknown(name))?])
            }
            None if matches.get_flag("all") || self.only.is_some() && all.len() == 1 => Ok(all),
            None => Ok(Vec::new()),
        }
    }

    /// There is no such view; it may have been left out for an error.
    fn unknown(&self, name: &str) -> Failure {
        let trouble = Trouble::unknown("view", name, self.views().map(|view| &*view.id));
        let mut help = trouble.help();
        help.extend((!self.errors.is_empty()).then(|| "`actant check` shows what is left out for an error".into()));
        Failure::Usage(trouble.to_string(), help)
    }

    /// The errors of the graph, of its views' questions, too.
    pub(super) fn errors(&self) -> (&[Diagnostic], &[File]) {
        (&self.errors, &self.files)
    }

    /// How to end when all is drawn: errors are told, and end with 1.
    pub(super) fn exit(&self) -> Exit {
        if self.errors.is_empty() {
            return Exit::Done;
        }
        output::say(&ask::left_out(self.errors.len()));
        Exit::NotHeld
    }

    /// Asks the question of a view, through its own lens where the arguments name no other; of two
    /// states where it compares.
    pub(super) fn answer(&self, view: &View, matches: &ArgMatches) -> Result<Answer, Failure> {
        let by = self.known_by.as_deref();
        let told = |failure| match failure {
            Failure::Question(trouble) => state::trouble(trouble, by, (matches, &self.roots)),
            other => other,
        };
        let mut answer = self.asked(view, matches).map_err(told).map_err(|failure| match failure {
            Failure::Usage(why, help) => {
                Failure::Usage(format!("the question of the view `{}` cannot be asked: {why}", view.id), help)
            }
            other => other,
        })?;
        answer.scope.known_by.clone_from(&self.known_by);
        let title = matches.get_one::<String>("title").map(String::as_str).or(view.title.as_deref());
        if let Some(title) = title {
            title.clone_into(&mut answer.title);
        }
        Ok(answer)
    }

    fn asked(&self, view: &View, matches: &ArgMatches) -> Result<Answer, Failure> {
        let mut question = Question::of_view(view)?;
        for flag in LENS.iter().filter(|flag| ask::is_given(flag, matches)) {
            question.options.remove(flag.name);
            ask::take_option(&mut question, flag, matches);
        }
        let [old, new] = [0, 1].map(|at| view.compare.get(at).map(|state| self.placed(state, view)));
        if old.is_none() {
            return Ok(question.run(&self.graph, &interrupt::is_wanted)?);
        }
        comparison::overlay(&question, self.side(old, &question)?, self.side(new, &question)?)
    }

    /// What the graph answers in a state.
    fn side(&self, state: Option<State>, question: &Question) -> Result<Side, Failure> {
        match (&state, &self.known_by) {
            (None, Some(by)) => {
                let side = comparison::ask(&self.graph, question, None)?;
                return Ok(side.called(format!("the state known by {by}")));
            }
            (None | Some(State::AsOf(_)), _) => return comparison::ask(&self.graph, question, state),
            _ => {}
        }
        let files = state::files(state.as_ref(), &self.roots)?;
        comparison::ask(&Graph::new(load(&files).model), question, state)
    }

    /// A state with its path as it is from here: a view means it from the folder of its own file on.
    fn placed(&self, state: &State, view: &View) -> State {
        let State::Path(path) = state else { return state.clone() };
        let folder = Path::new(self.model().file(view.place)).parent().unwrap_or(Path::new(""));
        State::Path(folder.join(&**path).to_string_lossy().into())
    }

    /// Draws an answer as its view wishes, where the arguments wish nothing else.
    pub(super) fn draw(
        &self,
        (view, answer): (&View, &Answer),
        form: &Format,
        matches: &ArgMatches,
    ) -> Result<(Vec<u8>, Vec<Notice>), Failure> {
        let blocs = blocs(self.model(), view);
        let stands_out = stands_out(self.model(), view);
        let given = picture::stands_out(answer, matches)?;
        let wished = Picture {
            page: view.page.as_deref().and_then(Page::from_word).unwrap_or_default(),
            theme: view.theme.as_deref().and_then(Theme::from_word).unwrap_or_default(),
            extent: if view.full { Extent::Full } else { Extent::Pruned },
            banner: view.banner.as_deref(),
            subtitle: view.subtitle.as_deref(),
            groups: match &view.groups {
                Choice::Unsaid => Grouping::default(),
                Choice::Word(word) => Grouping::from_word(word).unwrap_or_default(),
                Choice::Listed(_) => Grouping::Listed(&blocs),
            },
            highlight: match &view.highlight {
                Choice::Unsaid => Highlight::All,
                Choice::Word(_) => Highlight::Best,
                Choice::Listed(_) => Highlight::Actors(&stands_out),
            },
        };
        ask::rendered(answer, form, matches, picture::picture(matches, &given, wished))
    }

    fn model(&self) -> &Model {
        self.graph.model()
    }
}

/// The file of a view in a folder.
pub(super) fn file(folder: &Path, view: &View, form: &Format) -> PathBuf {
    folder.join(format!("{}.{}", view.id, form.ending))
}

/// The groups of a view, in its order.
fn blocs(model: &Model, view: &View) -> Vec<Bloc> {
    let Choice::Listed(groups) = &view.groups else { return Vec::new() };
    let member = |actor: &crate::model::ActorId| model[*actor].id.to_string();
    let bloc = |group: &crate::model::Group| Bloc {
        title: group.title.to_string(),
        members: group.members.iter().map(member).collect(),
    };
    groups.iter().map(bloc).collect()
}

fn stands_out(model: &Model, view: &View) -> Vec<String> {
    let Choice::Listed(actors) = &view.highlight else { return Vec::new() };
    actors.iter().map(|actor| model[*actor].id.to_string()).collect()
}
