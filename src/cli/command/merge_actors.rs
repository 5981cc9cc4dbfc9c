//! `merge-actors`: two actors that are one.

use super::Command;
use crate::cli::complete;
use crate::cli::desk;
use crate::cli::desk::Desk;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::edit::United;
use crate::edit::united;
use crate::question::Takes;
use crate::question::actor;
use crate::text::visible;
use clap::Arg;
use clap::ArgMatches;

pub(super) const COMMAND: Command = Command {
    name: "merge-actors",
    summary: "Make one actor of two that are the same",
    arguments: |command| {
        command
            .long_about(
                "Make one actor of two that are the same: the first stays, and whatever names the second names it. It \
                 keeps the names, tags, ids and citations of both and the id of the second as a former one; where the \
                 two say different things, what the first says is kept, and the difference shown. Relations that both \
                 have become one with the citations of both.",
            )
            .args([
                complete::values(Arg::new("KEPT").required(true).help("The actor that stays"), Takes::Actor),
                complete::values(Arg::new("GONE").required(true).help("The actor that becomes it"), Takes::Actor),
            ])
            .args(desk::arguments())
    },
    examples: &[("merge-actors hamas houthis --dry-run", "what would change, if they were one")],
    run,
};

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let desk = Desk::open(matches)?;
    let find = |name: &str| actor(desk.model(), matches.get_one::<String>(name).expect("clap asks for it"));
    let (kept, gone) = (find("KEPT")?, find("GONE")?);
    if kept == gone {
        return Err(Failure::Usage(format!("both are `{}`", desk.model()[kept].id), Vec::new()));
    }
    let united = united(&desk.files, desk.model(), kept, gone);
    if !united.between.is_empty() {
        let help = united.between.iter().map(|key| format!("`actant remove {key}`, if it does not hold")).collect();
        return Err(Failure::Usage("a relation ties the two, so that they are not one".into(), help));
    }
    tell(&united);
    desk.close(&united.changes, matches)
}

fn tell(united: &United) {
    for difference in &united.differs {
        let (ours, theirs) = (visible(&difference.ours), visible(&difference.theirs));
        output::say(&format!("`{}` stays {ours} and is not {theirs}", difference.key));
    }
    for key in &united.joined {
        output::say(&format!("{} has the citations of both", visible(key)));
    }
    for id in &united.apart {
        output::say(&format!(
            "{} got an id of its own: the other relation of its identity says otherwise",
            visible(id)
        ));
    }
}
