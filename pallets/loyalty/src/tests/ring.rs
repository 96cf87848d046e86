use super::*;

fn at(epoch: Epoch, points: Points) -> Lot {
	Lot { expiry: Expiry::At(epoch), points }
}

fn never(points: Points) -> Lot {
	Lot { expiry: Expiry::Never, points }
}

/// A ring of four buckets in epoch 10, with these lots in it.
fn ring(lots: &[Lot]) -> Ring {
	let mut ring = Ring::new(4, 10);
	for lot in lots {
		ring.add(*lot).unwrap();
	}
	ring
}

fn lots(ring: &Ring) -> Vec<Lot> {
	ring.lots().collect()
}

#[test]
fn ring_should_list_the_soonest_expiry_first_when_it_holds_several() {
	let ring = ring(&[never(7), at(14, 4), at(11, 1), at(13, 3), at(11, 1)]);
	assert_eq!(lots(&ring), vec![at(11, 2), at(13, 3), at(14, 4), never(7)]);
	assert_eq!(ring.total(), 16);
	assert_eq!([ring.at(Expiry::At(11)), ring.at(Expiry::At(12))], [2, 0]);
	// The same bucket as 11, of an epoch that is not there.
	assert_eq!([ring.at(Expiry::At(7)), ring.at(Expiry::At(15))], [0, 0]);
	assert_eq!(ring.at(Expiry::Never), 7);
}

#[test]
fn add_should_be_refused_when_there_is_no_bucket() {
	let mut ring = ring(&[at(11, 1)]);
	let before = ring.clone();
	assert_eq!(ring.add(at(10, 5)), Err(RingError::Expired));
	assert_eq!(ring.add(at(0, 5)), Err(RingError::Expired));
	assert_eq!(ring.add(at(15, 5)), Err(RingError::TooFar));
	assert_eq!(ring.add(at(Epoch::MAX, 5)), Err(RingError::TooFar));
	assert_eq!(ring.add(never(Points::MAX)), Err(RingError::Overflow));
	assert_eq!(ring, before);
	assert_eq!(Ring::new(0, 0).add(at(1, 1)), Err(RingError::TooFar));
}

#[test]
fn sync_should_remove_a_lot_when_its_epoch_begins() {
	let mut ring = ring(&[at(11, 1), at(12, 2), at(14, 4), never(7)]);
	assert_eq!(ring.sync(10), 0);
	assert_eq!(ring.sync(11), 1);
	assert_eq!(lots(&ring), vec![at(12, 2), at(14, 4), never(7)]);
	assert_eq!(ring.sync(13), 2);
	// The bucket of 11 serves 15 now.
	ring.add(at(15, 5)).unwrap();
	ring.add(at(17, 8)).unwrap();
	assert_eq!(lots(&ring), vec![at(14, 4), at(15, 5), at(17, 8), never(7)]);
}

#[test]
fn sync_should_remove_all_that_expires_when_the_gap_is_longer_than_the_ring() {
	for gap in [4, 5, 8, 1_000_000, Epoch::MAX - 10] {
		let mut ring = ring(&[at(11, 1), at(14, 4), never(7)]);
		assert_eq!(ring.sync(10 + gap), 5);
		assert_eq!(lots(&ring), vec![never(7)]);
		assert_eq!(ring.epoch(), 10 + gap);
	}
}

#[test]
fn sync_should_change_nothing_when_the_epoch_is_past() {
	let mut ring = ring(&[at(11, 1)]);
	assert_eq!(ring.sync(9), 0);
	assert_eq!((ring.epoch(), ring.total()), (10, 1));
}

#[test]
fn take_should_take_the_soonest_first_when_there_is_enough() {
	let mut ring = ring(&[at(11, 1), at(13, 3), never(7)]);
	assert_eq!(ring.take(3).unwrap().into_inner(), vec![at(11, 1), at(13, 2)]);
	assert_eq!(lots(&ring), vec![at(13, 1), never(7)]);
	assert_eq!(ring.take(9), Err(RingError::Insufficient));
	assert_eq!(ring.take(8).unwrap().into_inner(), vec![at(13, 1), never(7)]);
	assert_eq!(ring.total(), 0);
	assert!(ring.take(0).unwrap().is_empty());
}

#[test]
fn ring_should_hold_a_lot_of_every_expiry_when_it_is_as_wide_as_can_be() {
	let mut ring = Ring::new(u8::MAX, 100);
	assert_eq!(ring.width(), MAX_WIDTH);
	for epoch in 101..=136 {
		ring.add(at(epoch, 1)).unwrap();
	}
	ring.add(never(1)).unwrap();
	assert_eq!(ring.take(37).unwrap().len(), MAX_LOTS as usize);
}

#[test]
fn ring_should_take_as_many_bytes_as_it_says_when_encoded() {
	use codec::{Encode, MaxEncodedLen};
	for width in [0, 1, 12, 36] {
		assert_eq!(Ring::encoded_len(width), Ring::new(width, 7).encode().len());
		assert_eq!(Book::encoded_len(width), Book::new(width, 7).encode().len());
	}
	assert_eq!(Ring::encoded_len(36), Ring::max_encoded_len());
}
