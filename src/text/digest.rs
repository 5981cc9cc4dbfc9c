//! A fingerprint of bytes.

use sha2::Digest as _;
use sha2::Sha256;

/// The SHA-256 of bytes, after FIPS 180-4. Linear in their number.
///
/// ```
/// let hex: String = actant::text::sha256(b"abc").iter().map(|byte| format!("{byte:02x}")).collect();
/// assert_eq!(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
/// ```
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
