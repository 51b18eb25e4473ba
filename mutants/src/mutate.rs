//! Writes mutants into a file: each is a branch that is taken where its number is asked for.

use proc_macro2::Span;
use quote::{ToTokens, quote};
use std::collections::BTreeSet;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, BinOp, Block, Expr, GenericArgument, Pat, PathArguments, ReturnType, Signature, Type, UnOp,
    parse_quote,
};

/// A mutant.
pub struct Mutant {
    /// Where it is in the source.
    pub line: usize,
    /// The function that it is in.
    pub function: String,
    /// What is changed there.
    pub change: String,
}

/// Writes the mutants of a file; `first` is the number of the first one.
pub struct Writer<'a> {
    first: usize,
    /// Those that do not compile.
    without: &'a BTreeSet<usize>,
    /// The mutants so far.
    pub mutants: Vec<Mutant>,
    function: Vec<String>,
    /// Set in what the compiler runs, and in tests.
    is_off: bool,
}

/// Whether the attributes say that it is there in tests only, with threads only that are modelled, without `std` only, or for an editor: the tests are built
/// with `std`.
fn is_elsewhere(attributes: &[Attribute]) -> bool {
    const ELSEWHERE: [&str; 4] = ["test", "loom", "cfg (rust_analyzer", "cfg (not (feature = \"std\""];
    attributes.iter().any(|attribute| {
        let tokens = attribute.meta.to_token_stream().to_string();
        tokens == "test" || tokens.starts_with("cfg") && ELSEWHERE.iter().any(|cfg| tokens.contains(cfg))
    })
}

impl<'a> Writer<'a> {
    /// A writer that has written nothing yet.
    pub fn new(first: usize, without: &'a BTreeSet<usize>) -> Self {
        Writer { first, without, mutants: Vec::new(), function: Vec::new(), is_off: false }
    }

    /// The number of a new mutant; `None` where it does not compile.
    fn mutant(&mut self, at: Span, change: String) -> Option<Expr> {
        let number = self.first + self.mutants.len();
        let function = self.function.join("::");
        self.mutants.push(Mutant { line: at.start().line, function, change });
        (!self.without.contains(&number)).then(|| parse_quote!(crate::__mutant(#number)))
    }

    fn body(&mut self, signature: &Signature, block: &mut Block) {
        for value in values_of(&signature.output) {
            let change = format!("the body is `{}`", quote!(#value).to_string().replace(' ', ""));
            if let Some(chosen) = self.mutant(signature.ident.span(), change) {
                let at = block.stmts.iter().take_while(|stmt| matches!(stmt, syn::Stmt::Item(_))).count();
                block.stmts.insert(at, parse_quote!(if #chosen { return #value; }));
            }
        }
    }

    fn function(&mut self, attributes: &[Attribute], signature: &Signature, block: &mut Block) {
        let was_off = self.is_off;
        self.is_off |= signature.constness.is_some() || is_elsewhere(attributes);
        self.function.push(signature.ident.to_string());
        visit_mut::visit_block_mut(self, block);
        if !self.is_off && !block.stmts.is_empty() {
            self.body(signature, block);
        }
        self.function.pop();
        self.is_off = was_off;
    }

    fn binary(&mut self, expr: &mut syn::ExprBinary) -> Option<Expr> {
        let (left, right, op) = (&expr.left, &expr.right, expr.op);
        let others: &[&str] = match op {
            BinOp::Eq(_) => &["!="],
            BinOp::Ne(_) => &["=="],
            BinOp::And(_) => &["||"],
            BinOp::Or(_) => &["&&"],
            BinOp::Lt(_) => &["==", ">", "<="],
            BinOp::Gt(_) => &["==", "<", ">="],
            BinOp::Le(_) => &[">"],
            BinOp::Ge(_) => &["<"],
            BinOp::Add(_) => &["-", "*"],
            BinOp::Sub(_) => &["+", "/"],
            BinOp::Mul(_) => &["+", "/"],
            BinOp::Div(_) | BinOp::Rem(_) => &["*", "+"],
            BinOp::BitAnd(_) => &["|", "^"],
            BinOp::BitOr(_) => &["&", "^"],
            BinOp::BitXor(_) => &["|", "&"],
            BinOp::Shl(_) => &[">>"],
            BinOp::Shr(_) => &["<<"],
            BinOp::AddAssign(_) => &["-=", "*="],
            BinOp::SubAssign(_) => &["+=", "/="],
            BinOp::BitOrAssign(_) => &["&=", "^="],
            BinOp::BitAndAssign(_) => &["|=", "^="],
            _ => return None,
        };
        if has_let(left) || has_let(right) {
            return None;
        }
        let compares = matches!(
            op,
            BinOp::Eq(_) | BinOp::Ne(_) | BinOp::Lt(_) | BinOp::Gt(_) | BinOp::Le(_) | BinOp::Ge(_)
        );
        let assigns = others[0].len() == 2 && others[0].ends_with('=') && !compares;
        let mut written: Expr =
            if assigns { parse_quote!(#left #op right) } else { parse_quote!(left #op right) };
        for other in others {
            let change = format!("`{}` is `{other}`", op.to_token_stream());
            let Some(chosen) = self.mutant(op.span(), change) else { continue };
            let other: BinOp = syn::parse_str(other).expect("it is an operator");
            written = match op {
                // Each side is there once, and the right one runs as before where it is not asked.
                BinOp::And(_) => {
                    return Some(
                        parse_quote!({ let left = #left; if left ^ #chosen { #right } else { left } }),
                    );
                }
                BinOp::Or(_) => {
                    return Some(
                        parse_quote!({ let left = #left; if left ^ #chosen { left } else { #right } }),
                    );
                }
                _ if assigns => parse_quote!(if #chosen { #left #other right } else { #written }),
                _ => parse_quote!(if #chosen { left #other right } else { #written }),
            };
        }
        match op {
            BinOp::And(_) | BinOp::Or(_) => None,
            _ if !matches!(written, Expr::If(_)) => None,
            _ if assigns => Some(parse_quote!(match #right { right => #written })),
            _ if compares => Some(parse_quote!(match (&(#left), &(#right)) { (left, right) => #written })),
            _ => Some(parse_quote!(match (#left, #right) { (left, right) => #written })),
        }
    }

    fn arms(&mut self, expr: &mut syn::ExprMatch) {
        let deletable = expr.arms.last().is_some_and(|arm| matches!(arm.pat, Pat::Wild(_)));
        let last = expr.arms.len().saturating_sub(1);
        for (at, arm) in expr.arms.iter_mut().enumerate() {
            let span = arm.pat.span();
            if let Pat::Guard(guarded) = &mut arm.pat {
                if has_let(&guarded.guard) {
                    continue;
                }
                for value in [true, false] {
                    if let Some(chosen) = self.mutant(span, format!("the guard is `{value}`")) {
                        let guard = &guarded.guard;
                        *guarded.guard = if value {
                            parse_quote!(#chosen || #guard)
                        } else {
                            parse_quote!(!#chosen && (#guard))
                        };
                    }
                }
            } else if deletable
                && at < last
                && let Some(chosen) = self.mutant(span, "the arm is not there".into())
            {
                arm.pat = Pat::Guard(syn::PatGuard {
                    attrs: Vec::new(),
                    pat: Box::new(arm.pat.clone()),
                    if_token: Default::default(),
                    guard: Box::new(parse_quote!(!#chosen)),
                });
            }
        }
    }
}

impl VisitMut for Writer<'_> {
    fn visit_item_mod_mut(&mut self, item: &mut syn::ItemMod) {
        if !is_elsewhere(&item.attrs) {
            visit_mut::visit_item_mod_mut(self, item);
        }
    }

    fn visit_item_impl_mut(&mut self, item: &mut syn::ItemImpl) {
        if is_elsewhere(&item.attrs) {
            return;
        }
        self.function.push(item.self_ty.to_token_stream().to_string().replace(' ', ""));
        visit_mut::visit_item_impl_mut(self, item);
        self.function.pop();
    }

    fn visit_item_fn_mut(&mut self, item: &mut syn::ItemFn) {
        self.function(&item.attrs, &item.sig, &mut item.block);
    }

    fn visit_impl_item_fn_mut(&mut self, item: &mut syn::ImplItemFn) {
        self.function(&item.attrs, &item.sig, &mut item.block);
    }

    fn visit_trait_item_fn_mut(&mut self, item: &mut syn::TraitItemFn) {
        if let Some(block) = &mut item.default {
            self.function(&item.attrs, &item.sig, block);
        }
    }

    /// What the compiler runs.
    fn visit_item_const_mut(&mut self, _: &mut syn::ItemConst) {}
    fn visit_item_static_mut(&mut self, _: &mut syn::ItemStatic) {}
    fn visit_impl_item_const_mut(&mut self, _: &mut syn::ImplItemConst) {}
    fn visit_trait_item_const_mut(&mut self, _: &mut syn::TraitItemConst) {}
    fn visit_expr_const_mut(&mut self, _: &mut syn::ExprConst) {}
    fn visit_type_mut(&mut self, _: &mut Type) {}
    fn visit_pat_mut(&mut self, _: &mut Pat) {}

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        if self.is_off {
            return;
        }
        let written = match expr {
            Expr::Binary(binary) => self.binary(binary),
            Expr::Match(matches) => {
                self.arms(matches);
                None
            }
            Expr::Unary(unary) if matches!(unary.op, UnOp::Not(_)) => {
                let chosen = self.mutant(unary.op.span(), "`!` is not there".into());
                chosen.map(|chosen| parse_quote!((#chosen ^ #unary)))
            }
            _ => None,
        };
        if let Some(written) = written {
            // In a block, where it may begin a statement.
            *expr = parse_quote!((#written));
        }
    }
}

fn has_let(expr: &Expr) -> bool {
    match expr {
        Expr::Let(_) => true,
        Expr::Binary(binary) => has_let(&binary.left) || has_let(&binary.right),
        Expr::Paren(inner) => has_let(&inner.expr),
        _ => false,
    }
}

/// Other values of the type that a function gives.
fn values_of(output: &ReturnType) -> Vec<Expr> {
    match output {
        ReturnType::Default => vec![parse_quote!(())],
        ReturnType::Type(_, ty) => values(ty),
    }
}

fn values(ty: &Type) -> Vec<Expr> {
    let path = match ty {
        Type::Path(path) => path,
        Type::Tuple(tuple) if tuple.elems.is_empty() => return vec![parse_quote!(())],
        Type::Never(_) | Type::ImplTrait(_) => return Vec::new(),
        Type::Reference(reference) => {
            return match &*reference.elem {
                Type::Path(path) if path.path.is_ident("str") => {
                    vec![parse_quote!(""), parse_quote!("xyzzy")]
                }
                _ => Vec::new(),
            };
        }
        _ => return vec![parse_quote!(Default::default())],
    };
    let Some(last) = path.path.segments.last() else { return Vec::new() };
    let inner = || -> Vec<Expr> {
        let PathArguments::AngleBracketed(arguments) = &last.arguments else { return Vec::new() };
        arguments
            .args
            .iter()
            .find_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(values(ty)),
                _ => None,
            })
            .unwrap_or_default()
    };
    match last.ident.to_string().as_str() {
        "bool" => vec![parse_quote!(true), parse_quote!(false)],
        "usize" | "u64" | "u32" | "u16" | "u8" | "isize" | "i64" | "i32" => {
            vec![parse_quote!(0), parse_quote!(1)]
        }
        "String" => vec![parse_quote!(Default::default()), parse_quote!("xyzzy".into())],
        "Option" => {
            let some = inner().into_iter().map(|value| parse_quote!(Some(#value)));
            std::iter::once(parse_quote!(None)).chain(some).collect()
        }
        "Result" => inner().into_iter().map(|value| parse_quote!(Ok(#value))).collect(),
        _ => vec![parse_quote!(Default::default())],
    }
}
