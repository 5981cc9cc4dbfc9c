//! Parts that nothing ties, and how they share a page.

/// The connected parts, each with its nodes in order, in the order of their first nodes.
pub(super) fn parts(nodes: usize, links: &[[usize; 2]]) -> Vec<Vec<usize>> {
    let mut root: Vec<usize> = (0..nodes).collect();
    for &[a, b] in links {
        let (a, b) = (find(&mut root, a), find(&mut root, b));
        root[a.max(b)] = a.min(b);
    }
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut place = vec![usize::MAX; nodes];
    for node in 0..nodes {
        let top = find(&mut root, node);
        if place[top] == usize::MAX {
            place[top] = parts.len();
            parts.push(Vec::new());
        }
        parts[place[top]].push(node);
    }
    parts
}

fn find(root: &mut [usize], mut node: usize) -> usize {
    while root[node] != node {
        root[node] = root[root[node]];
        node = root[node];
    }
    node
}

/// Puts rectangles on shelves so that together they have about the shape of the room: gives the
/// corner of each and the size of all. The order stays.
pub(super) fn shelves(sizes: &[(f64, f64)], room: (f64, f64), gap: f64) -> (Vec<(f64, f64)>, (f64, f64)) {
    let widest = sizes.iter().map(|size| size.0).fold(0.0, f64::max);
    let whole: f64 = sizes.iter().map(|size| size.0 + gap).sum();
    let fill =
        |packed: &(Vec<(f64, f64)>, (f64, f64))| (room.0 / packed.1.0.max(1.0)).min(room.1 / packed.1.1.max(1.0));
    // Forty widths between the narrowest that can be and all in one line.
    let tries = (0..=40_u32).map(|step| shelve(sizes, widest + (whole - widest) * f64::from(step) / 40.0, gap));
    let best = tries.reduce(|best, next| if fill(&next) > fill(&best) + 1e-9 { next } else { best });
    best.unwrap_or_default()
}

fn shelve(sizes: &[(f64, f64)], width: f64, gap: f64) -> (Vec<(f64, f64)>, (f64, f64)) {
    let mut corners = Vec::new();
    let (mut x, mut y, mut shelf) = (0.0, 0.0, 0.0_f64);
    let mut all = (0.0_f64, 0.0_f64);
    for &(w, h) in sizes {
        if x > 0.0 && x + w > width {
            (x, y, shelf) = (0.0, y + shelf + gap, 0.0);
        }
        corners.push((x, y));
        all = (all.0.max(x + w), all.1.max(y + h));
        x += w + gap;
        shelf = shelf.max(h);
    }
    (corners, all)
}
