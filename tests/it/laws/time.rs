//! Dates in three values, against every pair of days that they allow.

use super::world;
use actant::model::Date;
use actant::model::Extent;
use actant::model::Holds;
use actant::model::Interval;
use actant::model::Time;
use actant::model::Until;
use proptest::prelude::*;

/// The first and the last day of the universe in which everything is tried; beyond all dates.
const UNIVERSE: (i32, i32) = (16_700, 17_000);

fn date() -> impl Strategy<Value = Date> {
    let dates =
        vec!["2016-01", "2016-02", "2016-02-10", "2016-02-20~", "2016-03?", "2016-01-05", "2016-03-31", "2015-12-31"];
    proptest::sample::select(dates).prop_map(|date| date.parse().unwrap())
}

fn time() -> impl Strategy<Value = Time> {
    let until = prop_oneof![Just(Until::Open), date().prop_map(Until::Date)];
    let state = (proptest::option::of(date()), proptest::option::of(until))
        .prop_map(|(since, until)| Time::State(since, until));
    prop_oneof![1 => date().prop_map(Time::Event), 3 => state]
}

fn days(date: Date) -> (i32, i32) {
    let days = date.interval();
    (days.first, days.last)
}

/// Every stretch of days that a time allows, and whether a mark makes it uncertain.
fn readings(time: Time, cut_off: Option<Date>) -> (Vec<(i32, i32)>, bool) {
    let (since, until) = match time {
        Time::Event(date) => return ((days(date).0..=days(date).1).map(|day| (day, day)).collect(), date.is_marked()),
        Time::State(since, until) => (since, until),
        Time::Unstated => unreachable!("not tried here"),
    };
    let begins = since.map_or(UNIVERSE, days);
    let (ends, end_mark) = match until {
        None => (UNIVERSE, false),
        Some(Until::Date(date)) => (days(date), date.is_marked()),
        Some(Until::Open) => (cut_off.map_or(UNIVERSE, |date| (days(date).1, UNIVERSE.1)), false),
    };
    let pairs = (begins.0..=begins.1).flat_map(|begin| (ends.0.max(begin)..=ends.1).map(move |end| (begin, end)));
    (pairs.collect(), end_mark || since.is_some_and(Date::is_marked))
}

fn verdict(readings: &(Vec<(i32, i32)>, bool), holds: impl Fn((i32, i32)) -> bool) -> Holds {
    let true_of = readings.0.iter().filter(|reading| holds(**reading)).count();
    match true_of {
        0 => Holds::No,
        all if all == readings.0.len() && !readings.1 => Holds::Certain,
        _ => Holds::Possible,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn a_date_holds_as_all_its_readings_do(time in time(), cut_off in proptest::option::of(date()), as_of in date()) {
        let readings = readings(time, cut_off);
        prop_assume!(!readings.0.is_empty());
        let window = as_of.interval();
        let extent = time.extent(cut_off, || None);
        let event = matches!(time, Time::Event(_));
        let meets = |(begin, end): (i32, i32)| begin <= window.last && (event || end >= window.first);
        prop_assert_eq!(extent.at(window), verdict(&readings, meets));
        let falls = |(begin, end): (i32, i32)| begin <= window.last && end >= window.first;
        prop_assert_eq!(extent.during(window), verdict(&readings, falls));
    }

    #[test]
    fn two_dates_meet_where_any_two_readings_do(one in time(), other in time(), cut_off in proptest::option::of(date())) {
        let (a, b) = (readings(one, cut_off).0, readings(other, cut_off).0);
        prop_assume!(!a.is_empty() && !b.is_empty());
        // Whether two stretches overlap depends on the earliest begins and the latest ends for each begin.
        let widest = |readings: &[(i32, i32)]| {
            let mut latest = std::collections::BTreeMap::new();
            readings.iter().for_each(|(begin, end)| { let last = latest.entry(*begin).or_insert(*end); *last = (*last).max(*end); });
            latest
        };
        let (a, b) = (widest(&a), widest(&b));
        let expected = a.iter().any(|(begin, end)| b.iter().any(|(start, stop)| begin <= stop && start <= end));
        let extent = |time: Time| time.extent(cut_off, || None);
        prop_assert_eq!(extent(one).meets(&extent(other)), expected);
    }

    #[test]
    fn a_life_never_makes_a_state_hold_where_it_does_not(time in world::time(), life in (proptest::option::of(date()), proptest::option::of(date().prop_map(Until::Date))), as_of in date()) {
        let extent = time.extent(None, || None);
        let bounded = extent.within(life);
        prop_assert!(bounded.at(as_of.interval()) <= extent.at(as_of.interval()));
        let out = |bound: Option<Interval>, before: bool| bound.is_some_and(|bound| if before { as_of.interval().last < bound.first } else { as_of.interval().first > bound.last });
        let until = match life.1 { Some(Until::Date(date)) => Some(date.interval()), _ => None };
        if !extent.event && (out(life.0.map(Date::interval), true) || out(until, false)) {
            prop_assert_eq!(bounded.at(as_of.interval()), Holds::No);
        }
    }
}

#[test]
fn an_event_is_kept_for_good() {
    let extent: Extent = Time::Event("2016".parse().unwrap()).extent(None, || None);
    let at = |date: &str| extent.at(date.parse::<Date>().unwrap().interval());
    assert_eq!(
        [at("2015"), at("2016-06"), at("2017"), at("9999")],
        [Holds::No, Holds::Possible, Holds::Certain, Holds::Certain]
    );
}

#[test]
fn a_day_is_the_date_that_means_it() {
    let (first, last) = (days("0000-01-01".parse().unwrap()).0, days("9999-12-31".parse().unwrap()).1);
    for day in first..=last {
        let date = Date::of_day(day).unwrap();
        assert_eq!((days(date), date.to_string().len()), ((day, day), 10));
        assert_eq!(date.to_string().parse(), Ok(date));
    }
    assert_eq!([first - 1, last + 1, i32::MIN, i32::MAX].map(Date::of_day), [None; 4]);
}
