//! What the page may do: run its own script, wear its own style, and nothing else.

use crate::text::sha256;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The Content-Security-Policy (level 3) of a page with this one script and this one style.
pub(super) fn of(script: &str, style: &str) -> String {
    let (script, style) = (hash(script), hash(style));
    format!(
        "default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; base-uri 'none'; \
         form-action 'none'"
    )
}

fn hash(text: &str) -> String {
    STANDARD.encode(sha256(text.as_bytes()))
}
