//! `schema`: what editors need to complete keys, kinds, types and ids.

use super::Command;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::folder;
use crate::cli::folder::Root;
use crate::cli::output;
use crate::edit::mapping_schema;
use crate::edit::schema;
use crate::load::load;
use clap::Arg;
use clap::ArgAction;
use clap::ArgMatches;

/// The file, beside the graph's own, that holds the present ids. Git ignores it.
pub(in crate::cli) const IDS_SCHEMA: &str = "graph.ids.schema.json";

pub(super) const COMMAND: Command = Command {
    name: "schema",
    summary: "Print the JSON Schema of the format or of mappings, for editors",
    arguments: |command| {
        let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
        command.args([
            flag("ids").help(format!(
                "Write {IDS_SCHEMA} into the graph's folder, which completes the ids of this graph, too"
            )),
            flag("mapping").conflicts_with("ids").help("Print the schema of a mapping, by which files are imported"),
        ])
    },
    examples: &[
        ("schema > docs/graph.schema.json", "the schema of every graph"),
        ("schema --mapping > docs/mapping.schema.json", "the schema of every mapping"),
        ("schema --ids", "one that knows the ids of this graph"),
    ],
    run,
};

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    if matches.get_flag("mapping") {
        return output::done(&mapping_schema());
    }
    if !matches.get_flag("ids") {
        return output::done(&schema(load(&[]).model.vocabulary(), None));
    }
    let roots = folder::roots(matches)?;
    let folder = roots.iter().find_map(|root| match root {
        Root::Path(path) if path.is_dir() => Some(path.join(IDS_SCHEMA)),
        _ => None,
    });
    let Some(file) = folder else {
        return Err(Failure::Usage("there is no folder to write into".into(), vec!["give --graph FOLDER".into()]));
    };
    let model = load(&folder::read(&roots)?).model;
    output::replace(&file, schema(model.vocabulary(), Some(&model)).as_bytes())?;
    output::say(&format!(
        "wrote {}: name it as \"$schema\" in files of the graph to have ids completed",
        file.display()
    ));
    Ok(Exit::Done)
}
