//! Names as people type them: case, accents and punctuation aside.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a name to what is compared: compatibility decomposition (Unicode NFKD), no combining
/// marks, lower case, letters and digits only.
///
/// Two names that fold alike are taken for the same name. Linear in the length of the name.
///
/// ```
/// assert_eq!(actant::text::fold("Ḥizb-Allāh"), actant::text::fold("hizballah"));
/// ```
#[must_use]
pub fn fold(name: &str) -> String {
    if name.is_ascii() {
        return name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    }
    name.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .nfkd()
        .filter(|c| c.is_alphanumeric())
        .collect()
}
