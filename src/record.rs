//! Text into records with spans.
//!
//! Three ways into a text, for three sorts of reader. [`Document`] splits a file into its records
//! and keeps what came before a syntax error. [`Raw`] is one JSON value, read only as far as it is
//! asked, that knows its bytes: for diagnostics, `fmt` and edits. The records of [`typed`] are
//! parsed in one go, for loading. What keys a record has is one table, [`keys`].
//!
//! Nothing here knows other records: whether an id names anything is the loader's affair.

mod conflict;
mod document;
mod file;
pub mod keys;
mod raw;
mod strict;
mod syntax;
mod text;
pub mod typed;

pub use document::Document;
pub use document::Records;
pub use file::File;
pub use raw::Entry;
pub use raw::Raw;
pub use raw::Sort;
pub use strict::DEPTH;
pub(crate) use strict::broken_string;
pub(crate) use strict::endless_number;
pub(crate) use strict::repeated;
pub use strict::strict;
pub(crate) use strict::too_deep;
pub use text::Number;
pub use text::OneOrList;
pub use text::Text;
pub use text::Texts;
pub use text::WordOr;
