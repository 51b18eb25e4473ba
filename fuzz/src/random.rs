//! Random numbers, in few calls, and loops without iterators: Miri runs each call.

/// The generator wyrand.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x2d35_8dcc_aa6c_78a5);
        let product = self.0 as u128 * (self.0 ^ 0x8bb8_4b93_962e_acc9) as u128;
        product as u64 ^ (product >> 64) as u64
    }

    pub fn bool(&mut self) -> bool {
        self.word() & 1 == 0
    }

    /// One of the first `n` numbers, each as often.
    pub fn below(&mut self, n: u32) -> u32 {
        loop {
            let product = (self.word() & 0xffff_ffff) * n as u64;
            let low = product as u32;
            if low >= n || low >= n.wrapping_neg() % n {
                return (product >> 32) as u32;
            }
        }
    }

    pub fn small(&mut self, n: u8) -> u8 {
        self.below(n as u32) as u8
    }

    pub fn between(&mut self, first: u32, end: u32) -> u32 {
        first + self.below(end - first)
    }

    /// An index into something of that length.
    pub fn index(&mut self, length: usize) -> usize {
        // Of so few, none is favoured by more than 2^-58.
        ((self.word() as u128 * length as u128) >> 64) as usize
    }

    /// Each of them or not: `percent` of all.
    pub fn some_of<T: Copy>(&mut self, all: &[T], percent: u32) -> Vec<T> {
        let mut some = all.to_vec();
        let all = some.as_mut_slice();
        let (mut kept, mut at) = (0, 0);
        while at < all.len() {
            if self.below(100) < percent {
                all[kept] = all[at];
                kept += 1;
            }
            at += 1;
        }
        some.truncate(kept);
        some
    }
}
