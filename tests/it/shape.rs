//! What a source file declares, and how large, how deep and how wide it is.

use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// A function with a body.
#[derive(Debug)]
pub struct Function {
    pub name: String,
    pub line: usize,
    /// From `fn` to its closing brace.
    pub lines: usize,
    /// How deep conditions, matches, loops and closures with blocks stand in each other.
    pub nesting: usize,
    pub arguments: usize,
    /// Whether it is public and takes a bare `bool`.
    pub takes_bool: bool,
}

/// A file, taken apart.
#[derive(Debug, Default)]
pub struct Shape {
    pub functions: Vec<Function>,
    /// The names of items, and their lines.
    pub names: Vec<(String, usize)>,
    /// Anything else that is against the rules, and its line.
    pub faults: Vec<(String, usize)>,
}

/// Takes a source file apart.
pub fn shape(source: &str) -> syn::Result<Shape> {
    let file = syn::parse_file(source)?;
    let mut shape = Shape::default();
    shape.visit_file(&file);
    Ok(shape)
}

impl Shape {
    fn function(&mut self, public: bool, signature: &syn::Signature, block: &syn::Block) {
        let (start, end) = (line(signature.fn_token.span()), block.brace_token.span.close().end().line);
        let mut depth = Depth::default();
        depth.visit_block(block);
        self.functions.push(Function {
            name: signature.ident.to_string(),
            line: start,
            lines: end + 1 - start,
            nesting: depth.deepest,
            arguments: signature.inputs.len(),
            takes_bool: public && signature.inputs.iter().any(is_bool),
        });
        self.named(&signature.ident);
    }

    fn named(&mut self, name: &syn::Ident) {
        self.names.push((name.to_string(), line(name.span())));
    }

    fn fault(&mut self, what: impl Into<String>, span: Span) {
        self.faults.push((what.into(), line(span)));
    }
}

impl<'a> Visit<'a> for Shape {
    fn visit_item_fn(&mut self, item: &'a syn::ItemFn) {
        self.function(is_public(&item.vis), &item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_item_impl(&mut self, item: &'a syn::ItemImpl) {
        let before = self.functions.len();
        visit::visit_item_impl(self, item);
        if item.trait_.is_some() {
            // how many arguments a method takes, its trait says
            self.functions[before..].iter_mut().for_each(|function| function.arguments = 0);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        self.function(is_public(&item.vis), &item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'a syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.function(true, &item.sig, block);
        }
        visit::visit_trait_item_fn(self, item);
    }

    fn visit_item_struct(&mut self, item: &'a syn::ItemStruct) {
        self.named(&item.ident);
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'a syn::ItemEnum) {
        self.named(&item.ident);
        visit::visit_item_enum(self, item);
    }

    fn visit_item_trait(&mut self, item: &'a syn::ItemTrait) {
        self.named(&item.ident);
        visit::visit_item_trait(self, item);
    }

    fn visit_item_type(&mut self, item: &'a syn::ItemType) {
        self.named(&item.ident);
        visit::visit_item_type(self, item);
    }

    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        self.named(&item.ident);
        visit::visit_item_mod(self, item);
    }

    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        let text = item.tree.to_token_stream().to_string();
        if text.starts_with("crate ::") && text.contains('{') {
            self.fault("one `use crate::x` a line", item.span());
        }
    }

    fn visit_attribute(&mut self, attribute: &'a syn::Attribute) {
        if matches!(&attribute.meta, syn::Meta::Path(path) if path.is_ident("ignore")) {
            self.fault("`#[ignore]` without a reason", attribute.span());
        }
    }

    fn visit_macro(&mut self, call: &'a syn::Macro) {
        if let Some(name) = ["todo", "unimplemented", "dbg"].iter().find(|name| call.path.is_ident(name)) {
            self.fault(format!("`{name}!`"), call.span());
        }
    }
}

/// How deep blocks stand in each other.
#[derive(Default)]
struct Depth {
    now: usize,
    deepest: usize,
}

impl Depth {
    fn deeper(&mut self, visit: impl FnOnce(&mut Self)) {
        self.now += 1;
        self.deepest = self.deepest.max(self.now);
        visit(self);
        self.now -= 1;
    }

    /// A condition; `else if` is no deeper than the `if` before it.
    fn condition(&mut self, condition: &syn::ExprIf) {
        self.visit_expr(&condition.cond);
        self.deeper(|depth| depth.visit_block(&condition.then_branch));
        match condition.else_branch.as_ref().map(|(_, branch)| &**branch) {
            Some(syn::Expr::If(next)) => self.condition(next),
            Some(syn::Expr::Block(block)) => self.deeper(|depth| depth.visit_block(&block.block)),
            _ => {}
        }
    }
}

impl<'a> Visit<'a> for Depth {
    fn visit_expr_if(&mut self, condition: &'a syn::ExprIf) {
        self.condition(condition);
    }

    fn visit_expr_match(&mut self, it: &'a syn::ExprMatch) {
        self.deeper(|depth| visit::visit_expr_match(depth, it));
    }

    fn visit_expr_for_loop(&mut self, it: &'a syn::ExprForLoop) {
        self.deeper(|depth| visit::visit_expr_for_loop(depth, it));
    }

    fn visit_expr_while(&mut self, it: &'a syn::ExprWhile) {
        self.deeper(|depth| visit::visit_expr_while(depth, it));
    }

    fn visit_expr_loop(&mut self, it: &'a syn::ExprLoop) {
        self.deeper(|depth| visit::visit_expr_loop(depth, it));
    }

    fn visit_expr_closure(&mut self, it: &'a syn::ExprClosure) {
        if matches!(&*it.body, syn::Expr::Block(_)) {
            self.deeper(|depth| visit::visit_expr_closure(depth, it));
        } else {
            visit::visit_expr_closure(self, it);
        }
    }

    /// A function inside a function begins anew.
    fn visit_item_fn(&mut self, _: &'a syn::ItemFn) {}
}

fn line(span: Span) -> usize {
    span.start().line
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

fn is_bool(argument: &syn::FnArg) -> bool {
    matches!(argument, syn::FnArg::Typed(typed) if typed.ty.to_token_stream().to_string() == "bool")
}
