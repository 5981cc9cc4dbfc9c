//! A graph, read once, and the pictures of its views.

use crate::answer::Answer;
use crate::cli::ask;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::folder;
use crate::cli::folder::Root;
use crate::cli::interrupt;
use crate::cli::output;
use crate::cli::picture;
use crate::cli::progress;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::graph::Graph;
use crate::load::File;
use crate::load::load;
use crate::load::origins;
use crate::load::sort;
use crate::model::Choice;
use crate::model::Model;
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
}

impl Album {
    /// Reads a graph; where a file is named, its views alone count.
    pub(super) fn open(roots: &[Root], only: Option<&Path>) -> Result<Self, Failure> {
        let files = progress::during("reading the graph", || folder::read(roots))?;
        let loaded = load(&files);
        let graph = Graph::new(loaded.model);
        let mut errors = loaded.diagnostics;
        errors.extend(judge(&graph, &origins(&files)));
        errors.retain(|one| one.severity == Severity::Error);
        sort(&mut errors, &files);
        Ok(Self { files, errors, graph, only: only.map(folder::shown) })
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

    /// Asks the question of a view, through its own lens where the arguments name no other.
    pub(super) fn answer(&self, view: &View, matches: &ArgMatches) -> Result<Answer, Failure> {
        let asked = || -> Result<Answer, Trouble> {
            let mut question = Question::parse(&view.question)?;
            for flag in LENS.iter().filter(|flag| ask::is_given(flag, matches)) {
                question.options.remove(flag.name);
                ask::take_option(&mut question, flag, matches);
            }
            question.run(&self.graph, &interrupt::is_wanted)
        };
        let mut answer = asked().map_err(|trouble| {
            let headline = format!("the question of the view `{}` cannot be asked: {trouble}", view.id);
            Failure::Usage(headline, trouble.help())
        })?;
        let title = matches.get_one::<String>("title").map(String::as_str).or(view.title.as_deref());
        if let Some(title) = title {
            title.clone_into(&mut answer.title);
        }
        Ok(answer)
    }

    /// Draws an answer as its view wishes, where the arguments wish nothing else.
    pub(super) fn draw(
        &self,
        (view, answer): (&View, &Answer),
        form: &Format,
        matches: &ArgMatches,
    ) -> Result<Vec<u8>, Failure> {
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
        ask::bytes(answer, form, matches, picture::picture(matches, &given, wished))
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
