//! Bytes that lie beside a file, on disk and read again, before they take its place.

use std::fs::Metadata;
use std::io::ErrorKind;
use std::io::Write as _;
use std::path::Path;
use tempfile::NamedTempFile;

const PREFIX: &str = ".actant-";
const SUFFIX: &str = ".tmp";

/// Writes bytes into a new hidden file beside `target`, syncs it, and reads it again.
///
/// The file is named after this process and is gone when it is dropped. It takes mode and, where
/// that is allowed, owner of the file that it is to replace.
pub(in crate::cli) fn ready(target: &Path, bytes: &[u8]) -> std::io::Result<NamedTempFile> {
    ready_like(existing(target)?, target, bytes)
}

/// The same with mode and owner of another file, or those of any new one.
pub(super) fn ready_like(existing: Option<Metadata>, target: &Path, bytes: &[u8]) -> std::io::Result<NamedTempFile> {
    let prefix = format!("{PREFIX}{}-", std::process::id());
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(SUFFIX);
    #[cfg(unix)]
    if existing.is_none() {
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder(target))?;
    file.write_all(bytes)?;
    if let Some(existing) = existing {
        keep_owner(file.as_file(), &existing)?;
        file.as_file().set_permissions(existing.permissions())?;
    }
    file.as_file().sync_all()?;
    if std::fs::read(file.path())? != bytes {
        return Err(std::io::Error::other("the disk does not give back what was written"));
    }
    Ok(file)
}

/// Of files, the one that the fewest may read.
pub(super) fn strictest<'a>(paths: impl Iterator<Item = &'a Path>) -> std::io::Result<Option<Metadata>> {
    let files = paths.filter_map(|path| existing(path).transpose()).collect::<std::io::Result<Vec<Metadata>>>()?;
    #[cfg(unix)]
    return Ok(files.into_iter().min_by_key(|file| std::os::unix::fs::MetadataExt::mode(file) & 0o777));
    #[cfg(not(unix))]
    return Ok(files.into_iter().last());
}

/// What there is at a path, if anything: only what is known to be absent is taken for absent.
pub(super) fn existing(path: &Path) -> std::io::Result<Option<Metadata>> {
    match std::fs::metadata(path) {
        Ok(kind) => Ok(Some(kind)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The folder in which a file lies.
pub(in crate::cli) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Waits until what was renamed in a folder is on disk.
pub(in crate::cli) fn sync_folder(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) { std::fs::File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Removes what writers that are dead left in a folder and below it.
pub(super) fn reap(folder: &Path) {
    // What cannot be read or removed stays: it is hidden, and in nobody's way.
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            reap(&entry.path());
        } else if writer(&name).is_some_and(|writer| is_dead(writer, &entry.path())) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// The process that a hidden file is named after.
fn writer(name: &str) -> Option<u32> {
    name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?.split_once('-')?.0.parse().ok()
}

/// Tells whether the process that wrote a file is gone; this one has none when it asks.
fn is_dead(writer: u32, path: &Path) -> bool {
    if cfg!(target_os = "linux") {
        return writer == std::process::id() || !Path::new(&format!("/proc/{writer}")).exists();
    }
    let age = std::fs::metadata(path).and_then(|file| file.modified()).map(|time| time.elapsed());
    age.is_ok_and(|age| age.is_ok_and(|age| age.as_secs() > 3600))
}

#[cfg(unix)]
fn keep_owner(file: &std::fs::File, existing: &Metadata) -> std::io::Result<()> {
    use std::os::unix::fs::MetadataExt as _;
    let own = file.metadata()?;
    let differs = |ours: u32, theirs: u32| (ours != theirs).then_some(theirs);
    let (user, group) = (differs(own.uid(), existing.uid()), differs(own.gid(), existing.gid()));
    // Each by itself: a file may often be given to another group, rarely to another user.
    for (user, group) in [(None, group), (user, None)] {
        if user.is_some() || group.is_some() {
            let _ = std::os::unix::fs::fchown(file, user, group);
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn keep_owner(_: &std::fs::File, _: &Metadata) -> std::io::Result<()> {
    Ok(())
}
