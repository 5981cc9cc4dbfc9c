//! Rust source as a flat list of tokens that know their line and their module.

use crate::tree::Finding;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;

/// One token.
#[derive(Clone, Debug)]
pub struct Token {
    pub kind: Kind,
    pub line: usize,
    /// The module it stands in: `["graph", "lens"]` in `src/graph/lens.rs`.
    pub home: Vec<String>,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Word(String),
    /// A string literal's value.
    Text(String),
    Sign(char),
    Open,
    Close,
    Other,
}

/// Names joined by `::`, as in `crate::model::Date`.
#[derive(Debug)]
pub struct Path<'a> {
    pub names: Vec<&'a str>,
    /// The names of a group in braces right after: `b` and `c` in `a::{b, c}`.
    pub group: Vec<&'a str>,
    pub token: &'a Token,
}

/// The tokens of a source file without its documentation and its unit tests.
pub fn tokens(file: &str, source: &str) -> Result<Vec<Token>, Finding> {
    let parsed = syn::parse_file(source).map_err(|error| Finding {
        file: file.to_owned(),
        line: error.span().start().line,
        what: format!("not Rust: {error}"),
    })?;
    let mut out = Vec::new();
    for item in parsed.items.iter().filter(|item| !is_test(item)) {
        flatten(item.to_token_stream(), &mut home(file), &mut out);
    }
    Ok(out)
}

/// The module that a file is: `["graph", "lens"]` for `src/graph/lens.rs`.
pub fn home(file: &str) -> Vec<String> {
    let inner = file.trim_start_matches("src/").trim_end_matches(".rs");
    inner.split('/').filter(|name| *name != "lib").map(str::to_owned).collect()
}

/// Every path in a list of tokens.
pub fn paths(tokens: &[Token]) -> Vec<Path<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Kind::Word(first) = &tokens[at].kind else {
            at += 1;
            continue;
        };
        let token = &tokens[at];
        let mut names = vec![first.as_str()];
        at += 1;
        while let Some(name) = next_name(&tokens[at..]) {
            names.push(name);
            at += 3;
        }
        found.push(Path { names, group: group(&tokens[at..]), token });
    }
    found
}

fn next_name(tokens: &[Token]) -> Option<&str> {
    match tokens {
        [a, b, Token { kind: Kind::Word(name), .. }, ..] if is_colon(a) && is_colon(b) => Some(name),
        _ => None,
    }
}

fn group(tokens: &[Token]) -> Vec<&str> {
    let [a, b, Token { kind: Kind::Open, .. }, rest @ ..] = tokens else { return Vec::new() };
    if !is_colon(a) || !is_colon(b) {
        return Vec::new();
    }
    let mut depth = 0;
    let mut expected = true;
    let mut names = Vec::new();
    for token in rest {
        match &token.kind {
            Kind::Open => depth += 1,
            Kind::Close if depth == 0 => break,
            Kind::Close => depth -= 1,
            Kind::Sign(',') if depth == 0 => expected = true,
            Kind::Word(name) if expected => {
                names.push(name.as_str());
                expected = false;
            }
            _ => {}
        }
    }
    names
}

fn is_colon(token: &Token) -> bool {
    token.kind == Kind::Sign(':')
}

/// Tells whether an item is compiled for tests only.
pub fn is_test(item: &syn::Item) -> bool {
    let attributes = match item {
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        _ => return false,
    };
    attributes.iter().any(|attribute| attribute.to_token_stream().to_string().replace(' ', "") == "#[cfg(test)]")
}

fn flatten(stream: TokenStream, home: &mut Vec<String>, out: &mut Vec<Token>) {
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    for (at, tree) in trees.iter().enumerate() {
        let line = tree.span().start().line;
        let mut push = |kind| out.push(Token { kind, line, home: home.clone() });
        match tree {
            TokenTree::Ident(word) => push(Kind::Word(word.to_string())),
            TokenTree::Punct(sign) => push(Kind::Sign(sign.as_char())),
            TokenTree::Literal(literal) => push(
                syn::parse_str::<syn::LitStr>(&literal.to_string())
                    .map_or(Kind::Other, |text| Kind::Text(text.value())),
            ),
            TokenTree::Group(group) if is_documentation(group) => {}
            TokenTree::Group(group) => {
                push(Kind::Open);
                let inner = module_name(&trees[..at]).filter(|_| group.delimiter() == Delimiter::Brace);
                home.extend(inner.clone());
                flatten(group.stream(), home, out);
                home.truncate(home.len() - usize::from(inner.is_some()));
                out.push(Token { kind: Kind::Close, line: group.span_close().start().line, home: home.clone() });
            }
        }
    }
}

/// `name` where the tokens before a group end in `mod name`.
fn module_name(before: &[TokenTree]) -> Option<String> {
    match before {
        [.., TokenTree::Ident(word), TokenTree::Ident(name)] if word == "mod" => Some(name.to_string()),
        _ => None,
    }
}

fn is_documentation(group: &proc_macro2::Group) -> bool {
    let first = group.stream().into_iter().next();
    group.delimiter() == Delimiter::Bracket && matches!(first, Some(TokenTree::Ident(word)) if word == "doc")
}
