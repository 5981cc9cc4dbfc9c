//! Running Graphviz, where it is on the PATH.

use std::io::Write as _;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

/// How long `dot` may take.
const LONGEST: Duration = Duration::from_secs(30);

/// Tells whether `dot` can be run.
pub(super) fn is_installed() -> bool {
    let probe = Command::new("dot").arg("-V").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    probe.is_ok_and(|status| status.success())
}

/// Lays out DOT: what `dot -Tjson` writes for it.
///
/// The text goes in and the result comes out on threads of their own, so that neither side waits
/// for the other; after half a minute `dot` is ended.
pub(super) fn layout(dot: &str) -> Result<String, String> {
    let words = |error: std::io::Error| format!("cannot run dot: {error}");
    let mut child = Command::new("dot")
        .arg("-Tjson")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(words)?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    std::thread::scope(|scope| {
        scope.spawn(move || stdin.map(|mut pipe| pipe.write_all(dot.as_bytes())));
        let output = scope.spawn(move || read_all(stdout));
        let complaints = scope.spawn(move || read_all(stderr));
        let started = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().map_err(words)? {
                break status;
            }
            if started.elapsed() > LONGEST {
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("dot took longer than {} seconds", LONGEST.as_secs()));
            }
            std::thread::sleep(Duration::from_millis(2));
        };
        let output = output.join().unwrap_or_default();
        let complaints = complaints.join().unwrap_or_default();
        if status.success() { Ok(output) } else { Err(format!("dot says: {}", complaints.trim())) }
    })
}

fn read_all(pipe: Option<impl std::io::Read>) -> String {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        let _ = pipe.read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
