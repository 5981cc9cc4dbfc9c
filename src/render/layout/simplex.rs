//! The network simplex: whole numbers for nodes that keep every edge at least so long, with the
//! least weighted sum of lengths.
//!
//! After Gansner, Koutsofios, North and Vo, *A Technique for Drawing Directed Graphs* (1993),
//! section 2.3: a spanning tree of tight edges, exchanged edge by edge while one has a negative
//! cut value. It serves twice: for the columns of nodes and for their places within columns.

/// An edge that asks for `value(head) - value(tail) >= least`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    /// The lower end.
    pub tail: usize,
    /// The higher end.
    pub head: usize,
    /// The least length.
    pub least: i64,
    /// What a unit of length costs.
    pub weight: i64,
}

/// Finds the values, the least of them zero. The edges must have no cycle; parts that no edge
/// joins are placed each from zero.
///
/// A pivot costs the number of edges; there are at most `32 · nodes + 1000` of them, after which
/// the values are feasible and good, but perhaps not the best.
pub(super) fn values(nodes: usize, spans: &[Span]) -> Vec<i64> {
    let mut all = vec![0; nodes];
    for part in parts(nodes, spans) {
        let mut at = vec![usize::MAX; nodes];
        for (new, &old) in part.iter().enumerate() {
            at[old] = new;
        }
        let own: Vec<Span> = spans
            .iter()
            .filter(|span| at[span.tail] != usize::MAX)
            .map(|span| Span { tail: at[span.tail], head: at[span.head], ..*span })
            .collect();
        let values = Simplex::new(part.len(), &own).solve();
        for (new, &old) in part.iter().enumerate() {
            all[old] = values[new];
        }
    }
    all
}

/// The connected parts, each with its nodes in order.
fn parts(nodes: usize, spans: &[Span]) -> Vec<Vec<usize>> {
    let links: Vec<[usize; 2]> = spans.iter().map(|span| [span.tail, span.head]).collect();
    super::pack::parts(nodes, &links)
}

struct Simplex<'a> {
    spans: &'a [Span],
    /// The edges at each node.
    at: Vec<Vec<usize>>,
    value: Vec<i64>,
    is_tree: Vec<bool>,
    cut: Vec<i64>,
    /// The tree edge towards the root; none at the root.
    up: Vec<Option<usize>>,
    /// The least postorder number below a node, and its own.
    low: Vec<usize>,
    lim: Vec<usize>,
}

impl<'a> Simplex<'a> {
    fn new(nodes: usize, spans: &'a [Span]) -> Self {
        let mut at = vec![Vec::new(); nodes];
        for (edge, span) in spans.iter().enumerate() {
            at[span.tail].push(edge);
            at[span.head].push(edge);
        }
        let value = longest(nodes, spans, &at);
        let (is_tree, cut) = (vec![false; spans.len()], vec![0; spans.len()]);
        Self { spans, at, value, is_tree, cut, up: vec![None; nodes], low: vec![0; nodes], lim: vec![0; nodes] }
    }

    fn solve(mut self) -> Vec<i64> {
        if self.value.len() > 1 {
            self.grow_tree();
            self.number();
            self.cut_values();
            let mut from = 0;
            for _ in 0..32 * self.value.len() + 1000 {
                let Some(leaving) = self.leaving(from) else { break };
                from = leaving + 1;
                let Some(entering) = self.entering(leaving) else { break };
                self.exchange(leaving, entering);
            }
        }
        let least = self.value.iter().copied().min().unwrap_or(0);
        self.value.iter().map(|value| value - least).collect()
    }

    fn slack(&self, edge: usize) -> i64 {
        let span = self.spans[edge];
        self.value[span.head] - self.value[span.tail] - span.least
    }

    fn other(&self, edge: usize, node: usize) -> usize {
        let span = self.spans[edge];
        if span.tail == node { span.head } else { span.tail }
    }

    /// Grows a tree of tight edges, moving what is in it towards the nearest node outside.
    fn grow_tree(&mut self) {
        let nodes = self.value.len();
        let mut inside = vec![false; nodes];
        inside[0] = true;
        let mut members = vec![0];
        let mut next = 0;
        while members.len() < nodes {
            while next < members.len() {
                self.take_tight(members[next], &mut inside, &mut members);
                next += 1;
            }
            let border = (0..self.spans.len())
                .filter(|&edge| inside[self.spans[edge].tail] != inside[self.spans[edge].head])
                .min_by_key(|&edge| (self.slack(edge), edge));
            let Some(edge) = border else { return };
            let shift = if inside[self.spans[edge].tail] { self.slack(edge) } else { -self.slack(edge) };
            for &member in &members {
                self.value[member] += shift;
            }
            let span = self.spans[edge];
            let inner = if inside[span.tail] { span.tail } else { span.head };
            self.take_tight(inner, &mut inside, &mut members);
        }
    }

    fn take_tight(&mut self, node: usize, inside: &mut [bool], members: &mut Vec<usize>) {
        for at in 0..self.at[node].len() {
            let edge = self.at[node][at];
            let other = self.other(edge, node);
            if !inside[other] && self.slack(edge) == 0 {
                inside[other] = true;
                self.is_tree[edge] = true;
                members.push(other);
            }
        }
    }

    /// Numbers the tree in postorder from node 0, and points every node towards it.
    fn number(&mut self) {
        let mut count = 0;
        let mut stack = vec![(0, 0)];
        self.up[0] = None;
        self.low[0] = 1;
        while let Some((node, next)) = stack.pop() {
            let Some(&edge) = self.at[node].get(next) else {
                count += 1;
                self.lim[node] = count;
                continue;
            };
            stack.push((node, next + 1));
            if self.is_tree[edge] && self.up[node] != Some(edge) {
                let child = self.other(edge, node);
                self.up[child] = Some(edge);
                self.low[child] = count + 1;
                stack.push((child, 0));
            }
        }
    }

    /// Computes all cut values, the deepest first.
    fn cut_values(&mut self) {
        let mut order: Vec<usize> = (0..self.value.len()).collect();
        order.sort_unstable_by_key(|&node| self.lim[node]);
        for node in order {
            if let Some(edge) = self.up[node] {
                self.cut[edge] = self.cut_value(node, edge);
            }
        }
    }

    /// The cut value of the edge above a node, from those below it.
    fn cut_value(&self, node: usize, above: usize) -> i64 {
        let is_tail = self.spans[above].tail == node;
        self.at[node]
            .iter()
            .map(|&edge| {
                let span = self.spans[edge];
                let is_outer = !self.is_below(self.other(edge, node), node);
                let inner = if self.is_tree[edge] { self.cut[edge] } else { 0 };
                let amount = if is_outer { span.weight } else { inner - span.weight };
                let is_against = if is_tail { span.head == node } else { span.tail == node };
                if is_against == is_outer { -amount } else { amount }
            })
            .sum()
    }

    fn is_below(&self, node: usize, top: usize) -> bool {
        (self.low[top]..=self.lim[top]).contains(&self.lim[node])
    }

    /// The next tree edge with a negative cut value, all round from one position.
    fn leaving(&self, from: usize) -> Option<usize> {
        let count = self.spans.len();
        (0..count).map(|step| (from + step) % count).find(|&edge| self.is_tree[edge] && self.cut[edge] < 0)
    }

    /// The shortest edge that leads back over the cut.
    fn entering(&self, leaving: usize) -> Option<usize> {
        let span = self.spans[leaving];
        let tail_is_low = self.lim[span.tail] < self.lim[span.head];
        let top = if tail_is_low { span.tail } else { span.head };
        (0..self.spans.len())
            .filter(|&edge| {
                let span = self.spans[edge];
                let (tail, head) = (self.is_below(span.tail, top), self.is_below(span.head, top));
                tail != head && head == tail_is_low
            })
            .min_by_key(|&edge| (self.slack(edge), edge))
    }

    fn exchange(&mut self, leaving: usize, entering: usize) {
        let span = self.spans[leaving];
        let tail_is_low = self.lim[span.tail] < self.lim[span.head];
        let top = if tail_is_low { span.tail } else { span.head };
        let slack = self.slack(entering);
        let shift = if tail_is_low { -slack } else { slack };
        for node in 0..self.value.len() {
            if self.is_below(node, top) {
                self.value[node] += shift;
            }
        }
        let cut = self.cut[leaving];
        let span = self.spans[entering];
        self.pass_on(span.tail, span.head, cut);
        self.pass_on(span.head, span.tail, -cut);
        self.cut[entering] = -cut;
        self.cut[leaving] = 0;
        self.is_tree[leaving] = false;
        self.is_tree[entering] = true;
        self.number();
    }

    /// Changes the cut values from a node up to the first above another.
    fn pass_on(&mut self, mut node: usize, end: usize, cut: i64) {
        while !self.is_below(end, node) {
            let Some(edge) = self.up[node] else { return };
            let span = self.spans[edge];
            self.cut[edge] += if span.tail == node { cut } else { -cut };
            node = self.other(edge, node);
        }
    }
}

/// Values by the longest way from the left, in topological order.
fn longest(nodes: usize, spans: &[Span], at: &[Vec<usize>]) -> Vec<i64> {
    let mut value = vec![0; nodes];
    let mut waits = vec![0_usize; nodes];
    for span in spans {
        waits[span.head] += 1;
    }
    let mut ready: Vec<usize> = (0..nodes).filter(|&node| waits[node] == 0).collect();
    let mut next = 0;
    while let Some(&node) = ready.get(next) {
        next += 1;
        for span in at[node].iter().map(|&edge| spans[edge]).filter(|span| span.tail == node) {
            value[span.head] = value[span.head].max(value[node] + span.least);
            waits[span.head] -= 1;
            if waits[span.head] == 0 {
                ready.push(span.head);
            }
        }
    }
    debug_assert_eq!(ready.len(), nodes, "the edges have no cycle");
    value
}
