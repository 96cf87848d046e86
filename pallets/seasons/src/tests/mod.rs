//! Tests of the pallet: a file for each call or flow. What several of them need is here.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};

type E = Error<Test>;
type Ev = Event<Test>;
