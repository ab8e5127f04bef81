// The compiled core of batch pricing: one network for all shipments, many searches in a call.
//
// Arcs hold tariffs, not costs: what a shipment pays on an arc is computed from its unit when it
// is searched. A search is a label setting over cost and minute whose order is cost, plus lateness
// and holding at the arrival, plus lower bounds on both to the target; the first label that is
// settled at the target is the best path. Bounds are shared by shipments that are alike (one
// backward search for each group and chunk). Nothing here touches a Python object while it
// searches, and chunks do not depend on the number of threads, nor do the answers.

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <limits>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

namespace py = pybind11;

namespace {

using Int = std::int32_t;
using Bits = std::uint64_t;
using Doubles = std::vector<double>;
using Ints = std::vector<Int>;

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr Int kNone = -1;
constexpr Int kLate = std::numeric_limits<Int>::max();  // a minute that never comes
constexpr Int kNever = -2;          // in a table of barred departures: the offer does not run at all
constexpr int kMarkBits = 24;       // low bits of a label are marks, the others remember terminals
constexpr Bits kMarks = (Bits{1} << kMarkBits) - 1;
constexpr int kMostOnce = 64 - kMarkBits;
constexpr std::size_t kChunk = 128;
constexpr std::size_t kMostLabels = 20000;  // of one search; one that needs more gives a bound
constexpr double kChargeableKgPerM3 = 167;
constexpr int kMinutesPerDay = 1440;

enum class Load : Int { kBox40 = 0, kBox20 = 1, kLoose = 2 };

template <class T>
std::vector<T> column(const py::dict& table, const char* name) {
  auto array = table[name].cast<py::array_t<T, py::array::c_style | py::array::forcecast>>();
  return std::vector<T>(array.data(), array.data() + array.size());
}

template <class T>
py::array_t<T> as_array(const std::vector<T>& values) {
  return py::array_t<T>(static_cast<py::ssize_t>(values.size()), values.data());
}

double whole_cents(double usd) { return std::floor(usd * 100 + 0.5); }

// ---------------------------------------------------------------- the network

// What one unit pays for a ride or a handling, by what it is; negative = not sold that way.
struct Tariff {
  double cents_40, cents_20, usd_per_kg;
  bool by_kg;        // everything pays by the kilogram (air)
  bool by_volume;    // and light cargo by its volume

  double cents(Load load, double kg, double m3) const {
    if (by_kg || load == Load::kLoose) {
      if (usd_per_kg < 0) return -1;
      const double paid = by_volume ? std::max(kg, m3 * kChargeableKgPerM3) : kg;
      return whole_cents(usd_per_kg * paid);
    }
    return load == Load::kBox40 ? cents_40 : cents_20;
  }
};

struct Offer {
  Tariff tariff;
  double reefer_cents, grams_per_tonne;
  double capacity_teu, capacity_kg, plugs;
  bool counts_plugs;           // reefer boxes need a plug
  Int first, count, shift;     // departures: first in `minutes`, how many, how much later
  Int ride_minutes;            // from boarding to arrival
  bool on_demand;              // then `minutes` are the first minutes of its days
  Int terminal;                // where it unloads
};

// Stretches of minutes in which work may begin, by calendar.
struct Hours {
  Ints start, opens, closes;

  explicit Hours(const py::dict& table)
      : start(column<Int>(table, "start")),
        opens(column<Int>(table, "opens")),
        closes(column<Int>(table, "closes")) {}

  // When work begins for cargo that is there at a minute; kLate if never.
  Int begins(Int calendar, Int minute) const {
    if (calendar == kNone || minute == kLate) return minute;
    const auto first = closes.begin() + start[calendar], last = closes.begin() + start[calendar + 1];
    const auto at = std::upper_bound(first, last, minute);
    return at == last ? kLate : std::max(minute, opens[at - closes.begin()]);
  }
};

// The terminal's own work and clearance, one after the other or side by side; each begins in
// the hours of its calendar, if it has one.
struct Handling {
  Tariff tariff;
  Int minutes;  // least, from arrival to the end
  Int own, customs, own_hours, customs_hours;
  bool is_overall;
  double fee_cents;

  Int ends(const Hours& hours, Int minute) const {
    if (own_hours == kNone && customs_hours == kNone) return minute + minutes;
    const Int done = after(hours.begins(own_hours, minute), own);
    if (is_overall) return std::max(done, after(hours.begins(customs_hours, minute), customs));
    return after(hours.begins(customs_hours, done), customs);
  }

  static Int after(Int minute, Int more) { return minute == kLate ? kLate : minute + more; }
};

struct End {  // a handling at the origin or the destination, by or for a mode
  Handling handling;
  Int node, terminal;
};

struct Arc {
  Int there, item;  // far end; offer, or number of offers + handling
};

struct Links {  // arcs by one end: those of node v are arcs[start[v]] .. arcs[start[v + 1]]
  std::vector<std::size_t> start;
  std::vector<Arc> arcs;

  Links() = default;
  Links(const Ints& here, const Ints& there, const Ints& item, std::size_t num_nodes)
      : start(num_nodes + 1), arcs(here.size()) {
    for (Int node : here) ++start.at(static_cast<std::size_t>(node) + 1);
    for (std::size_t v = 0; v < num_nodes; ++v) start[v + 1] += start[v];
    std::vector<std::size_t> next(start.begin(), start.end() - 1);
    for (std::size_t i = 0; i < here.size(); ++i) arcs[next[here[i]]++] = {there[i], item[i]};
  }
};

std::vector<Tariff> read_tariffs(const py::dict& table) {
  auto cents_40 = column<double>(table, "cents_40"), cents_20 = column<double>(table, "cents_20");
  auto usd_per_kg = column<double>(table, "usd_per_kg");
  auto by_kg = column<Int>(table, "by_kg"), by_volume = column<Int>(table, "by_volume");
  std::vector<Tariff> tariffs;
  for (std::size_t i = 0; i < cents_40.size(); ++i)
    tariffs.push_back({cents_40[i], cents_20[i], usd_per_kg[i], by_kg[i] != 0, by_volume[i] != 0});
  return tariffs;
}

std::vector<Handling> read_handlings(const py::dict& table) {
  auto tariffs = read_tariffs(table);
  auto minutes = column<Int>(table, "minutes");
  auto own = column<Int>(table, "own"), customs = column<Int>(table, "customs");
  auto own_hours = column<Int>(table, "own_hours"), customs_hours = column<Int>(table, "customs_hours");
  auto is_overall = column<Int>(table, "is_overall");
  auto fee = column<double>(table, "fee_cents");
  std::vector<Handling> handlings;
  for (std::size_t i = 0; i < tariffs.size(); ++i)
    handlings.push_back({tariffs[i], minutes[i], own[i], customs[i], own_hours[i], customs_hours[i],
                         is_overall[i] != 0, fee[i]});
  return handlings;
}

struct Ends {  // groups of ends: those of group g are rows[start[g]] .. rows[start[g + 1]]
  Ints start;
  std::vector<End> rows;

  explicit Ends(const py::dict& table) : start(column<Int>(table, "start")) {
    auto handlings = read_handlings(table);
    auto node = column<Int>(table, "node"), terminal = column<Int>(table, "terminal");
    for (std::size_t i = 0; i < node.size(); ++i)
      rows.push_back({handlings[i], node[i], terminal[i]});
  }
};

class Network {
 public:
  Network(Int num_nodes, Int num_terminals, const py::dict& arcs, const py::dict& offers_table,
          const py::dict& handlings_table)
      : num_nodes(num_nodes),
        num_terminals(num_terminals),
        minutes(column<Int>(offers_table, "departure_minutes")),
        handlings(read_handlings(handlings_table)) {
    read_offers(offers_table);
    auto tail = column<Int>(arcs, "tail"), head = column<Int>(arcs, "head");
    auto item = column<Int>(arcs, "item");
    const auto nodes = static_cast<std::size_t>(num_nodes);
    out = Links(tail, head, item, nodes);
    in = Links(head, tail, item, nodes);
  }

  bool is_ride(Int item) const { return item < static_cast<Int>(offers.size()); }
  const Handling& handling(Int item) const { return handlings[item - offers.size()]; }

  const Int num_nodes, num_terminals;
  const Ints minutes;
  std::vector<Offer> offers;
  const std::vector<Handling> handlings;
  Links out, in;

 private:
  void read_offers(const py::dict& table) {
    auto tariffs = read_tariffs(table);
    auto reefer = column<double>(table, "reefer_cents"), grams = column<double>(table, "grams_per_tonne");
    auto teu = column<double>(table, "capacity_teu"), kg = column<double>(table, "capacity_kg");
    auto plugs = column<double>(table, "plugs");
    auto counts_plugs = column<Int>(table, "counts_plugs"), on_demand = column<Int>(table, "on_demand");
    auto first = column<Int>(table, "first"), count = column<Int>(table, "count");
    auto shift = column<Int>(table, "shift"), ride = column<Int>(table, "ride_minutes");
    auto terminal = column<Int>(table, "terminal");
    for (std::size_t i = 0; i < tariffs.size(); ++i)
      offers.push_back({tariffs[i], reefer[i], grams[i], teu[i], kg[i], plugs[i],
                        counts_plugs[i] != 0, first[i], count[i], shift[i], ride[i],
                        on_demand[i] != 0, terminal[i]});
  }
};

// ---------------------------------------------------------------- what is asked

// Which offers a kind of cargo may use: by profile and offer kNone (all departures), kNever, or
// where in `barred` the flags of its departures begin.
struct Profiles {
  std::size_t num_offers;
  Ints rule;
  std::vector<std::uint8_t> barred;

  Profiles(const py::dict& table, std::size_t num_offers)
      : num_offers(num_offers),
        rule(column<Int>(table, "rule")),
        barred(column<std::uint8_t>(table, "barred")) {}

  Int of(Int profile, Int offer) const { return rule[profile * num_offers + offer]; }
};

// Prices of departures: by offer where its rows begin (kNone = no price), a row for each
// departure, in it a price for each measure.
struct Prices {
  std::size_t num_measures;
  Ints first_row;
  Doubles price;
  std::vector<std::uint32_t> marks;  // by offer

  explicit Prices(const py::dict& table)
      : num_measures(table["num_measures"].cast<std::size_t>()),
        first_row(column<Int>(table, "first_row")),
        price(column<double>(table, "price")),
        marks(column<std::uint32_t>(table, "marks")) {}

  double of(Int offer, Int departure, const double* amounts) const {
    const double* row = &price[(static_cast<std::size_t>(first_row[offer]) + departure) * num_measures];
    double sum = 0;
    for (std::size_t m = 0; m < num_measures; ++m)
      if (amounts[m] != 0 && row[m] != 0) sum += amounts[m] * row[m];
    return sum;
  }
};

struct Queries {
  Ints bound_group, profile, origin, destination, load, is_reefer, units, start, latest;
  Ints zone, due_day, most_paths;
  Doubles kg, m3, freight_weight, co2e_weight, most_cost;
  Doubles late_usd_per_day, late_cost, holding_usd_per_day, penalty_weight;
  Doubles amounts;                     // by query and measure, of the whole shipment
  std::size_t num_marks;
  Doubles mark_cost, no_mark_cost;     // by query and mark
  Ints zone_start, day_minutes;        // first minutes of local days, by zone

  explicit Queries(const py::dict& t)
      : bound_group(column<Int>(t, "bound_group")), profile(column<Int>(t, "profile")),
        origin(column<Int>(t, "origin")), destination(column<Int>(t, "destination")),
        load(column<Int>(t, "load")), is_reefer(column<Int>(t, "is_reefer")),
        units(column<Int>(t, "units")), start(column<Int>(t, "start")),
        latest(column<Int>(t, "latest")), zone(column<Int>(t, "zone")),
        due_day(column<Int>(t, "due_day")), most_paths(column<Int>(t, "most_paths")),
        kg(column<double>(t, "kg")), m3(column<double>(t, "m3")),
        freight_weight(column<double>(t, "freight_weight")),
        co2e_weight(column<double>(t, "co2e_weight")), most_cost(column<double>(t, "most_cost")),
        late_usd_per_day(column<double>(t, "late_usd_per_day")),
        late_cost(column<double>(t, "late_cost")),
        holding_usd_per_day(column<double>(t, "holding_usd_per_day")),
        penalty_weight(column<double>(t, "penalty_weight")),
        amounts(column<double>(t, "amounts")), num_marks(t["num_marks"].cast<std::size_t>()),
        mark_cost(column<double>(t, "mark_cost")), no_mark_cost(column<double>(t, "no_mark_cost")),
        zone_start(column<Int>(t, "zone_start")), day_minutes(column<Int>(t, "day_minutes")) {
    if (num_marks > kMarkBits) throw py::value_error("more than 24 marks");
  }

  std::size_t size() const { return profile.size(); }

  // Lateness and holding of the whole shipment, weighed, and the price of being late.
  double penalty(std::size_t q, Int arrives) const {
    double cost = 0;
    if (late_cost[q] != 0 || late_usd_per_day[q] != 0) {
      const Int* first = &day_minutes[zone_start[zone[q]]];
      const Int* last = day_minutes.data() + zone_start[zone[q] + 1];
      if (first + due_day[q] + 1 < last && arrives >= first[due_day[q] + 1]) {
        const auto day = static_cast<Int>(std::upper_bound(first, last, arrives) - first) - 1;
        const double days = day - due_day[q];
        cost += late_cost[q];
        cost += penalty_weight[q] * units[q] * whole_cents(late_usd_per_day[q] * days / units[q]);
      }
    }
    if (holding_usd_per_day[q] != 0)
      cost += penalty_weight[q] * units[q] *
              whole_cents(holding_usd_per_day[q] / units[q] * (arrives - start[q]) / kMinutesPerDay);
    return cost;
  }
};

// ---------------------------------------------------------------- what is found

struct Found {
  Ints query, arrives, first_step;  // by path
  Doubles total, cost;
  Doubles unit_cents, fee_cents, unit_grams;  // of a unit; of a declaration
  std::vector<std::uint64_t> marks;
  Ints item, departure, leaves, reached;  // by step
  Ints unfinished;                        // queries that were given up
  Doubles floor;                          // what their best path costs at least
  std::size_t labels = 0;

  void append(const Found& o) {
    const auto offset = static_cast<Int>(item.size());
    for (Int step : o.first_step) first_step.push_back(step + offset);
    auto add = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
    add(query, o.query), add(arrives, o.arrives), add(total, o.total), add(cost, o.cost);
    add(unit_cents, o.unit_cents), add(fee_cents, o.fee_cents), add(unit_grams, o.unit_grams);
    add(marks, o.marks), add(item, o.item), add(departure, o.departure);
    add(leaves, o.leaves), add(reached, o.reached);
    add(unfinished, o.unfinished), add(floor, o.floor);
    labels += o.labels;
  }

  py::dict as_dict() const {
    py::dict found;
    found["query"] = as_array(query);
    found["arrives"] = as_array(arrives);
    found["first_step"] = as_array(first_step);
    found["total"] = as_array(total);
    found["cost"] = as_array(cost);
    found["unit_cents"] = as_array(unit_cents);
    found["fee_cents"] = as_array(fee_cents);
    found["unit_grams"] = as_array(unit_grams);
    found["marks"] = as_array(marks);
    found["item"] = as_array(item);
    found["departure"] = as_array(departure);
    found["leaves"] = as_array(leaves);
    found["reached"] = as_array(reached);
    found["unfinished"] = as_array(unfinished);
    found["floor"] = as_array(floor);
    found["labels"] = labels;
    return found;
  }
};

// ---------------------------------------------------------------- the search

struct Label {
  double cost;
  Bits bits;
  Int minute, node, parent, item, departure, leaves;
};

struct Entry {
  double first;
  Int second, label;

  bool operator>(const Entry& o) const {
    if (first != o.first) return first > o.first;
    if (second != o.second) return second > o.second;
    return label > o.label;
  }
};

struct Settled {
  double cost;
  Int minute;
  Bits bits;
};

// The tables of one call, and where a thread searches.
class Searcher {
 public:
  Searcher(const Network& network, const Hours& hours, const Ends& origins, const Ends& destinations,
           const Profiles& profiles, const Prices& prices, const Queries& queries)
      : net_(network), hours_(hours), origins_(origins), destinations_(destinations), profiles_(profiles),
        prices_(prices), ask_(queries),
        target_(network.num_nodes),
        num_items_(static_cast<Int>(network.offers.size() + network.handlings.size())),
        cost_(num_items_), fronts_(network.num_nodes + 1), unsteady_(network.num_nodes + 1),
        end_row_(network.num_nodes, kNone), once_(network.num_terminals) {}

  void search_chunk(const Int* first, const Int* last, Found& found) {
    prepare_group(first, last);
    for (const Int* q = first; q != last; ++q) search(static_cast<std::size_t>(*q), found);
    for (Int row = end_first_; row < end_last_; ++row) end_row_[destinations_.rows[row].node] = kNone;
  }

 private:
  // ------------------------------------------------ costs and bounds

  // Cost of an item for the whole of some units; infinite where it is not sold to them.
  double ride_cost(const Offer& offer, Load load, bool is_reefer, double kg, double m3,
                   double units, double freight_weight, double co2e_weight) const {
    double cents = offer.tariff.cents(load, kg, m3);
    if (cents < 0) return kInf;
    const bool weighs = offer.tariff.by_kg || load == Load::kLoose;
    if (weighs ? kg > offer.capacity_kg : (load == Load::kBox40 ? 2 : 1) > offer.capacity_teu)
      return kInf;
    if (is_reefer && !weighs) {
      if (offer.counts_plugs && offer.plugs < 1) return kInf;
      cents += offer.reefer_cents;
    }
    const double cost = units * cents * freight_weight;
    return co2e_weight == 0 ? cost
                            : cost + co2e_weight * units * std::floor(offer.grams_per_tonne * kg / 1000 + 0.5);
  }

  double handling_cost(const Handling& handling, Load load, double kg, double units, double fee_share,
                       double freight_weight, double co2e_weight) const {
    const double cents = units * handling.tariff.cents(load, kg, 0) + fee_share * handling.fee_cents;
    const double cost = cents * freight_weight;
    return co2e_weight == 0 ? cost : cost + co2e_weight * units * std::floor(handling_grams_ * kg / 1000 + 0.5);
  }

  void prepare_group(const Int* first, const Int* last) {
    const std::size_t q = *first;
    load_ = static_cast<Load>(ask_.load[q]);
    group_ = q;
    low_kg_ = low_m3_ = kInf;
    for (const Int* i = first; i != last; ++i) {
      low_kg_ = std::min(low_kg_, ask_.kg[*i]);
      low_m3_ = std::min(low_m3_, ask_.m3[*i]);
    }
    end_first_ = destinations_.start[ask_.destination[q]];
    end_last_ = destinations_.start[ask_.destination[q] + 1];
    for (Int row = end_first_; row < end_last_; ++row) end_row_[destinations_.rows[row].node] = row;
    find_unsteady(ask_.profile[q]);
    bound_weights_ = {-1, -1};
    minutes_to_go_.clear();
  }

  // Lower bounds for one unit of the lightest cargo of the group. Declarations are left out but
  // for the least one at the destination.
  void find_bounds(double freight_weight, double co2e_weight) {
    if (bound_weights_ == std::make_pair(freight_weight, co2e_weight)) return;
    bound_weights_ = {freight_weight, co2e_weight};
    const Int profile = ask_.profile[group_];
    const bool is_reefer = ask_.is_reefer[group_] != 0;
    Doubles weight(num_items_), minutes(num_items_);
    for (Int o = 0; o < static_cast<Int>(net_.offers.size()); ++o) {
      weight[o] = profiles_.of(profile, o) == kNever
                      ? kInf
                      : ride_cost(net_.offers[o], load_, is_reefer, low_kg_, low_m3_, 1,
                                  freight_weight, co2e_weight);
      minutes[o] = weight[o] < kInf ? net_.offers[o].ride_minutes : kInf;
    }
    for (Int h = 0; h < static_cast<Int>(net_.handlings.size()); ++h) {
      const Int item = h + static_cast<Int>(net_.offers.size());
      weight[item] = handling_cost(net_.handlings[h], load_, low_kg_, 1, 0, freight_weight, co2e_weight);
      minutes[item] = net_.handlings[h].minutes;
    }
    least_fee_ = kInf;
    for (Int row = end_first_; row < end_last_; ++row)
      least_fee_ = std::min(least_fee_, destinations_.rows[row].handling.fee_cents);
    least_sums(weight, cost_to_go_, [&](const Handling& h) {
      return handling_cost(h, load_, low_kg_, 1, 0, freight_weight, co2e_weight);
    });
    if (minutes_to_go_.empty())
      least_sums(minutes, minutes_to_go_, [](const Handling& h) { return h.minutes; });
  }

  template <class Last>
  void least_sums(const Doubles& weight, Doubles& least, Last last_weight) {
    using Pair = std::pair<double, Int>;
    least.assign(net_.num_nodes, kInf);
    std::vector<Pair>& queue = bound_queue_;
    queue.clear();
    auto reach = [&](double sum, Int node) {
      if (sum >= least[node]) return;
      least[node] = sum;
      queue.emplace_back(sum, node);
      std::push_heap(queue.begin(), queue.end(), std::greater<>());
    };
    for (Int row = end_first_; row < end_last_; ++row)
      reach(last_weight(destinations_.rows[row].handling), destinations_.rows[row].node);
    while (!queue.empty()) {
      std::pop_heap(queue.begin(), queue.end(), std::greater<>());
      const auto [so_far, node] = queue.back();
      queue.pop_back();
      if (so_far > least[node]) continue;
      for (std::size_t i = net_.in.start[node]; i < net_.in.start[node + 1]; ++i) {
        const Arc& arc = net_.in.arcs[i];
        if (weight[arc.item] < kInf) reach(so_far + weight[arc.item], arc.there);
      }
    }
  }

  // Nodes from which an on-demand ride whose cost or ban depends on the day can be reached without
  // a wait: to be there later may be better until the last such day.
  void find_unsteady(Int profile) {
    std::fill(unsteady_.begin(), unsteady_.end(), 0);
    steady_from_ = std::numeric_limits<Int>::min();
    std::vector<Int> queue;
    auto mark = [&](Int node) {
      if (!unsteady_[node]) unsteady_[node] = 1, queue.push_back(node);
    };
    for (Int node = 0; node < net_.num_nodes; ++node)
      for (std::size_t i = net_.out.start[node]; i < net_.out.start[node + 1]; ++i) {
        const Int item = net_.out.arcs[i].item;
        if (!net_.is_ride(item) || !net_.offers[item].on_demand) continue;
        const Int rule = profiles_.of(profile, item);
        if (rule == kNever || (rule == kNone && prices_.first_row[item] == kNone)) continue;
        const Offer& offer = net_.offers[item];
        if (offer.count < 2) continue;
        mark(node);
        steady_from_ = std::max(steady_from_, steady_from(item, rule));
      }
    while (!queue.empty()) {
      const Int node = queue.back();
      queue.pop_back();
      for (std::size_t i = net_.in.start[node]; i < net_.in.start[node + 1]; ++i) {
        const Arc& arc = net_.in.arcs[i];
        if (!net_.is_ride(arc.item) || net_.offers[arc.item].on_demand) mark(arc.there);
      }
    }
  }

  // First minute of the day from which on an on-demand ride has one price, or bar, for good.
  Int steady_from(Int item, Int rule) const {
    const Offer& offer = net_.offers[item];
    auto same = [&](Int day) {
      if (rule >= 0 && profiles_.barred[rule + day] != profiles_.barred[rule + day + 1]) return false;
      if (prices_.first_row[item] == kNone) return true;
      const auto width = static_cast<std::ptrdiff_t>(prices_.num_measures);
      const auto row = prices_.price.begin() + (prices_.first_row[item] + day) * width;
      return std::equal(row, row + width, row + width);
    };
    Int day = offer.count - 1;
    while (day > 0 && same(day - 1)) --day;
    return net_.minutes[offer.first + day];
  }

  void price_items(std::size_t q) {
    const bool is_reefer = ask_.is_reefer[q] != 0;
    const double units = ask_.units[q];
    for (std::size_t o = 0; o < net_.offers.size(); ++o)
      cost_[o] = profiles_.of(ask_.profile[q], static_cast<Int>(o)) == kNever
                     ? kInf
                     : ride_cost(net_.offers[o], load_, is_reefer, ask_.kg[q], ask_.m3[q], units,
                                 ask_.freight_weight[q], ask_.co2e_weight[q]);
    for (std::size_t h = 0; h < net_.handlings.size(); ++h)
      cost_[h + net_.offers.size()] = whole_handling(net_.handlings[h], q);
  }

  double whole_handling(const Handling& handling, std::size_t q) const {
    return handling_cost(handling, load_, ask_.kg[q], ask_.units[q], 1, ask_.freight_weight[q],
                         ask_.co2e_weight[q]);
  }

  // ------------------------------------------------ one search

  // Search; where a path handles cargo at a terminal twice, remember it there and search again.
  void search(std::size_t q, Found& found) {
    find_bounds(ask_.freight_weight[q], ask_.co2e_weight[q]);
    price_items(q);
    q_ = q;
    num_once_ = 0;
    do {
      run();
      found.labels += labels_.size();
    } while (remember_repeated());
    std::fill(once_.begin(), once_.end(), 0);
    for (Int label : at_target_) write(label, found);
    if (at_target_.empty() && floor_ < kInf) {
      found.unfinished.push_back(static_cast<Int>(q));
      found.floor.push_back(floor_);
    }
  }

  void run() {
    for (Int node : touched_) fronts_[node].clear();
    touched_.clear();
    by_minute_.clear();
    labels_.clear();
    queue_.clear();
    at_target_.clear();
    floor_ = kInf;
    for (Int row = origins_.start[ask_.origin[q_]]; row < origins_.start[ask_.origin[q_] + 1]; ++row) {
      const End& end = origins_.rows[row];
      push({whole_handling(end.handling, q_), once_[end.terminal],
            end.handling.ends(hours_, ask_.start[q_]), end.node, kNone, num_items_ + row, kNone,
            ask_.start[q_]});
    }
    const auto wanted = static_cast<std::size_t>(ask_.most_paths[q_]);
    while (!queue_.empty() && at_target_.size() < wanted) {
      std::pop_heap(queue_.begin(), queue_.end(), std::greater<>());
      const Int index = queue_.back().label;
      if (labels_.size() > kMostLabels) {
        floor_ = queue_.back().first;
        return;
      }
      queue_.pop_back();
      const Label label = labels_[index];
      if (beaten(label.node, label.cost, label.minute, label.bits)) continue;
      if (at_target_.size() && beaten_at_target(label)) continue;
      settle(label);
      if (label.node == target_) at_target_.push_back(index);
      else extend(index, label);
    }
  }

  void settle(const Label& label) {
    if (compares_minutes(label.node, label.minute)) {
      by_minute_[key(label.node, label.minute)].push_back({label.cost, label.minute, label.bits});
      return;
    }
    if (fronts_[label.node].empty()) touched_.push_back(label.node);
    fronts_[label.node].push_back({label.cost, label.minute, label.bits});
  }

  // Tell whether a settled label is no worse, whatever comes after. It may have fewer marks and
  // has to pay for these later, and it may remember fewer terminals.
  bool beaten(Int node, double cost, Int minute, Bits bits) const {
    if (!compares_minutes(node, minute)) return beaten_by(fronts_[node], cost, minute, bits);
    const auto found = by_minute_.find(key(node, minute));
    return found != by_minute_.end() && beaten_by(found->second, cost, minute, bits);
  }

  // Where to be later may be better, only labels of the same minute are compared.
  bool compares_minutes(Int node, Int minute) const { return unsteady_[node] && minute < steady_from_; }

  static Bits key(Int node, Int minute) {
    return static_cast<Bits>(static_cast<std::uint32_t>(node)) << 32 | static_cast<std::uint32_t>(minute);
  }

  bool beaten_by(const std::vector<Settled>& front, double cost, Int minute, Bits bits) const {
    for (const Settled& known : front) {
      if (known.minute > minute || known.cost > cost || (known.bits & ~bits)) continue;
      if (known.bits == bits || known.cost + missing_marks(bits & ~known.bits) <= cost) return true;
    }
    return false;
  }

  double missing_marks(Bits missing) const {
    double sum = 0;
    for (std::size_t m = 0; m < ask_.num_marks; ++m)
      if (missing >> m & 1)
        sum += std::max(ask_.mark_cost[q_ * ask_.num_marks + m], ask_.no_mark_cost[q_ * ask_.num_marks + m]);
    return sum;
  }

  bool beaten_at_target(const Label& label) const {
    if (label.node == target_) return false;
    return beaten(target_, label.cost + to_go(label.node), label.minute + minutes_to(label.node), label.bits);
  }

  double to_go(Int node) const {
    if (node == target_) return 0;
    return ask_.units[q_] * cost_to_go_[node] + least_fee_ * ask_.freight_weight[q_];
  }

  Int minutes_to(Int node) const { return node == target_ ? 0 : static_cast<Int>(minutes_to_go_[node]); }

  void push(const Label& label) {
    if (label.minute > ask_.latest[q_]) return;
    if (label.node != target_ && cost_to_go_[label.node] == kInf) return;
    const Int arrives = label.minute + minutes_to(label.node);
    if (arrives > ask_.latest[q_]) return;
    const double least = label.cost + to_go(label.node) + ask_.penalty(q_, arrives);
    if (!(least <= ask_.most_cost[q_]) || least == kInf) return;
    if (beaten(label.node, label.cost, label.minute, label.bits)) return;
    queue_.push_back({least, arrives, static_cast<Int>(labels_.size())});
    std::push_heap(queue_.begin(), queue_.end(), std::greater<>());
    labels_.push_back(label);
  }

  void extend(Int index, const Label& label) {
    for (std::size_t i = net_.out.start[label.node]; i < net_.out.start[label.node + 1]; ++i) {
      const Arc& arc = net_.out.arcs[i];
      if (cost_[arc.item] == kInf || cost_to_go_[arc.there] == kInf) continue;
      if (net_.is_ride(arc.item)) ride(index, label, arc);
      else
        push({label.cost + cost_[arc.item], label.bits,
              net_.handling(arc.item).ends(hours_, label.minute), arc.there, index, arc.item, kNone,
              label.minute});
    }
    if (end_row_[label.node] != kNone) arrive(index, label, end_row_[label.node]);
  }

  void arrive(Int index, const Label& label, Int row) {
    const Handling& handling = destinations_.rows[row].handling;
    double cost = label.cost + whole_handling(handling, q_);
    for (std::size_t m = 0; m < ask_.num_marks; ++m)
      if (!(label.bits >> m & 1)) cost += ask_.no_mark_cost[q_ * ask_.num_marks + m];
    push({cost, label.bits & kMarks, handling.ends(hours_, label.minute), target_, index,
          num_items_ + static_cast<Int>(origins_.rows.size()) + row, kNone, label.minute});
  }

  void ride(Int index, const Label& label, const Arc& arc) {
    const Offer& offer = net_.offers[arc.item];
    const Bits once = once_[offer.terminal];
    if (label.bits & once) return;
    const Bits marks = prices_.marks[arc.item] & ~label.bits;
    double cost = label.cost + cost_[arc.item];
    for (std::size_t m = 0; m < ask_.num_marks; ++m)
      if (marks >> m & 1) cost += ask_.mark_cost[q_ * ask_.num_marks + m];
    if (cost == kInf) return;
    const Label onward{cost, label.bits | once | marks, 0, arc.there, index, arc.item, 0, 0};
    if (offer.on_demand) ride_at_once(onward, offer, label.minute);
    else ride_scheduled(onward, offer, label.minute);
  }

  // Price of a departure for this shipment; infinite where it is barred.
  double extra(Int item, Int departure) const {
    const Int rule = profiles_.of(ask_.profile[q_], item);
    if (rule >= 0 && profiles_.barred[rule + departure]) return kInf;
    if (prices_.first_row[item] == kNone) return 0;
    return prices_.of(item, departure, &ask_.amounts[q_ * prices_.num_measures]);
  }

  void take(Label onward, double extra_cost, Int departure, Int leaves, const Offer& offer) {
    onward.cost += extra_cost;
    onward.departure = departure;
    onward.leaves = leaves;
    onward.minute = leaves + offer.ride_minutes;
    push(onward);
  }

  void ride_at_once(const Label& onward, const Offer& offer, Int minute) {
    const Int* first = &net_.minutes[offer.first];
    const auto later = std::upper_bound(first, first + offer.count, minute) - first;
    const Int day = std::max<Int>(0, static_cast<Int>(later) - 1);
    const double cost = extra(onward.item, day);
    if (cost < kInf) take(onward, cost, day, minute, offer);
  }

  // Try the next departure, and later ones as long as they are cheaper; all of them where it may
  // be better to arrive later.
  void ride_scheduled(const Label& onward, const Offer& offer, Int minute) {
    const Int* first = net_.minutes.data() + offer.first;
    const Int* last = first + offer.count;
    const bool all = unsteady_[onward.node];
    double cheapest = kInf;
    for (const Int* at = std::lower_bound(first, last, minute - offer.shift); at != last; ++at) {
      const Int leaves = *at + offer.shift;
      if (leaves + offer.ride_minutes > ask_.latest[q_]) return;
      const auto departure = static_cast<Int>(at - first);
      const double cost = extra(onward.item, departure);
      if (cost == kInf || (!all && cost >= cheapest)) continue;
      take(onward, cost, departure, leaves, offer);
      cheapest = cost;
      if (cost == 0 && !all) return;
    }
  }

  // ------------------------------------------------ paths

  Int terminal_of(Int item) const {
    if (item < static_cast<Int>(net_.offers.size())) return net_.offers[item].terminal;
    const Int row = item - num_items_;
    return row >= 0 && row < static_cast<Int>(origins_.rows.size()) ? origins_.rows[row].terminal : kNone;
  }

  bool remember_repeated() {
    bool is_new = false;
    for (Int end : at_target_) {
      seen_.clear();
      for (Int at = end; at != kNone; at = labels_[at].parent) {
        const Int terminal = terminal_of(labels_[at].item);
        if (terminal == kNone) continue;
        const bool twice = std::find(seen_.begin(), seen_.end(), terminal) != seen_.end();
        seen_.push_back(terminal);
        if (!twice || once_[terminal]) continue;
        if (num_once_ == kMostOnce) throw std::overflow_error("too many terminals are handled at twice");
        once_[terminal] = Bits{1} << (kMarkBits + num_once_++);
        is_new = true;
      }
    }
    return is_new;
  }

  void write(Int end, Found& found) {
    const Label& last = labels_[end];
    found.query.push_back(static_cast<Int>(q_));
    found.arrives.push_back(last.minute);
    found.cost.push_back(last.cost);
    found.total.push_back(last.cost + ask_.penalty(q_, last.minute));
    found.marks.push_back(last.bits);
    found.first_step.push_back(static_cast<Int>(found.item.size()));
    seen_.clear();
    for (Int at = end; at != kNone; at = labels_[at].parent) seen_.push_back(at);
    write_amounts(found);
    for (auto at = seen_.rbegin(); at != seen_.rend(); ++at) {
      const Label& label = labels_[*at];
      found.item.push_back(label.item);
      found.departure.push_back(label.departure);
      found.leaves.push_back(label.leaves);
      found.reached.push_back(label.minute);
    }
  }

  // What a unit pays and emits on the labels in `seen_`.
  void write_amounts(Found& found) {
    const double kg = ask_.kg[q_], m3 = ask_.m3[q_];
    double cents = 0, fees = 0, grams = 0;
    for (Int at : seen_) {
      const Int item = labels_[at].item;
      if (net_.is_ride(item)) {
        const Offer& offer = net_.offers[item];
        cents += offer.tariff.cents(load_, kg, m3);
        if (ask_.is_reefer[q_] && !offer.tariff.by_kg) cents += offer.reefer_cents;
        grams += std::floor(offer.grams_per_tonne * kg / 1000 + 0.5);
      } else {
        const Handling& handling = handling_of(item);
        cents += handling.tariff.cents(load_, kg, 0);
        fees += handling.fee_cents;
        grams += std::floor(handling_grams_ * kg / 1000 + 0.5);
      }
    }
    found.unit_cents.push_back(cents);
    found.fee_cents.push_back(fees);
    found.unit_grams.push_back(grams);
  }

  const Handling& handling_of(Int item) const {
    if (item < num_items_) return net_.handling(item);
    const auto row = static_cast<std::size_t>(item - num_items_);
    if (row < origins_.rows.size()) return origins_.rows[row].handling;
    return destinations_.rows[row - origins_.rows.size()].handling;
  }

 public:
  double handling_grams_ = 0;  // by the tonne

 private:
  const Network& net_;
  const Hours& hours_;
  const Ends &origins_, &destinations_;
  const Profiles& profiles_;
  const Prices& prices_;
  const Queries& ask_;
  const Int target_, num_items_;
  // of a group
  Load load_ = Load::kBox40;
  std::size_t group_ = 0;
  double low_kg_ = 0, low_m3_ = 0, least_fee_ = 0;
  Int end_first_ = 0, end_last_ = 0, steady_from_ = 0;
  std::pair<double, double> bound_weights_{-1, -1};
  Doubles cost_to_go_, minutes_to_go_;
  std::vector<std::pair<double, Int>> bound_queue_;
  // of a search
  std::size_t q_ = 0;
  int num_once_ = 0;
  double floor_ = kInf;  // of a search that was given up: what any path costs at least
  Doubles cost_;  // by item, of the whole shipment
  std::vector<Label> labels_;
  std::vector<Entry> queue_;
  std::vector<std::vector<Settled>> fronts_;
  std::unordered_map<Bits, std::vector<Settled>> by_minute_;  // fronts where minutes are compared
  Ints touched_, at_target_, seen_;
  std::vector<char> unsteady_;
  Ints end_row_;
  std::vector<Bits> once_;
};

// ---------------------------------------------------------------- many searches

// Runs of queries that share bounds; they do not depend on the number of threads.
std::vector<std::pair<std::size_t, std::size_t>> chunks_of(const Queries& ask, const Ints& order) {
  std::vector<std::pair<std::size_t, std::size_t>> chunks;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool goes_on = !chunks.empty() && i - chunks.back().first < kChunk &&
                         ask.bound_group[order[i]] == ask.bound_group[order[i - 1]] &&
                         ask.profile[order[i]] == ask.profile[order[i - 1]];
    if (!goes_on) chunks.emplace_back(i, i);
    chunks.back().second = i + 1;
  }
  return chunks;
}

// Runs work on threads and heeds Ctrl-C meanwhile.
void on_threads(int num_threads, const std::function<void(std::atomic<bool>&)>& work) {
  std::atomic<bool> stop{false};
  std::mutex mutex;
  std::condition_variable ended;
  int running = num_threads;
  std::exception_ptr failure;
  std::vector<std::thread> threads;
  for (int i = 0; i < num_threads; ++i)
    threads.emplace_back([&] {
      std::exception_ptr mine;
      try {
        work(stop);
      } catch (...) {
        mine = std::current_exception();
        stop = true;
      }
      std::lock_guard<std::mutex> lock(mutex);
      if (mine && !failure) failure = mine;
      --running;
      ended.notify_one();
    });
  bool interrupted = false;
  {
    std::unique_lock<std::mutex> lock(mutex);
    while (!ended.wait_for(lock, std::chrono::milliseconds(100), [&] { return running == 0; })) {
      py::gil_scoped_acquire acquire;
      if (!interrupted && PyErr_CheckSignals() != 0) interrupted = stop = true;
    }
  }
  for (std::thread& thread : threads) thread.join();
  if (interrupted) {
    py::gil_scoped_acquire acquire;
    throw py::error_already_set();
  }
  if (failure) std::rethrow_exception(failure);
}

py::dict price(const Network& network, const py::dict& hours_table, const py::dict& origins_table, const py::dict& ends_table,
               const py::dict& profiles_table, const py::dict& prices_table,
               const py::dict& queries_table, int num_threads) {
  const Hours hours(hours_table);
  const Ends origins(origins_table), destinations(ends_table);
  const Profiles profiles(profiles_table, network.offers.size());
  const Prices prices(prices_table);
  const Queries ask(queries_table);
  const double handling_grams = queries_table["handling_grams_per_tonne"].cast<double>();
  const Ints order = column<Int>(queries_table, "order");
  const auto chunks = chunks_of(ask, order);
  std::vector<Found> found(chunks.size());
  {
    py::gil_scoped_release release;
    std::atomic<std::size_t> next{0};
    on_threads(std::max(1, num_threads), [&](std::atomic<bool>& stop) {
      Searcher searcher(network, hours, origins, destinations, profiles, prices, ask);
      searcher.handling_grams_ = handling_grams;
      for (std::size_t i; !stop && (i = next++) < chunks.size();)
        searcher.search_chunk(&order[chunks[i].first], order.data() + chunks[i].second, found[i]);
    });
  }
  Found all;
  for (const Found& part : found) all.append(part);
  return all.as_dict();
}

// ---------------------------------------------------------------- the interior point master

// A matrix by columns: entries of column j are rows[first[j]] .. rows[first[j + 1]].
template <class T>
using Array = py::array_t<T, py::array::c_style | py::array::forcecast>;
using Long = std::int64_t;

Array<double> column_sums(const Array<Long>& first, const Array<Int>& rows, const Array<double>& entry,
                          const Array<double>& y) {
  const py::ssize_t columns = first.size() - 1;
  Array<double> sums(columns);
  const Long* f = first.data();
  for (py::ssize_t j = 0; j < columns; ++j) {
    double sum = 0;
    for (Long i = f[j]; i < f[j + 1]; ++i) sum += entry.data()[i] * y.data()[rows.data()[i]];
    sums.mutable_data()[j] = sum;
  }
  return sums;
}

Array<double> row_sums(const Array<Long>& first, const Array<Int>& rows, const Array<double>& entry,
                       const Array<double>& x, py::ssize_t num_rows) {
  Array<double> sums(num_rows);
  double* out = sums.mutable_data();
  std::fill(out, out + num_rows, 0.0);
  const Long* f = first.data();
  for (py::ssize_t j = 0; j + 1 < first.size(); ++j)
    for (Long i = f[j]; i < f[j + 1]; ++i) out[rows.data()[i]] += entry.data()[i] * x.data()[j];
  return sums;
}

// Sum over classes of the weighted covariance of their columns: what is left of the normal
// equations once the demand rows are eliminated. Differences from the mean lose no digits.
Array<double> schur(const Array<Long>& first, const Array<Int>& rows, const Array<double>& entry,
                    const Array<Long>& group, const Array<double>& weight, py::ssize_t num_rows) {
  Array<double> matrix({num_rows, num_rows});
  double* out = matrix.mutable_data();
  std::fill(out, out + num_rows * num_rows, 0.0);
  const Long *f = first.data(), *g = group.data();
  const double* w = weight.data();
  Ints place(num_rows, kNone), used;
  Doubles mean, column, local;
  py::gil_scoped_release release;
  for (py::ssize_t k = 0; k + 1 < group.size(); ++k) {
    used.clear();
    double total = 0;
    for (Long j = g[k]; j < g[k + 1]; ++j) {
      total += w[j];
      for (Long i = f[j]; i < f[j + 1]; ++i) {
        const Int row = rows.data()[i];
        if (place[row] == kNone) place[row] = static_cast<Int>(used.size()), used.push_back(row);
      }
    }
    const std::size_t n = used.size();
    mean.assign(n, 0.0);
    local.assign(n * n, 0.0);
    for (Long j = g[k]; j < g[k + 1]; ++j)
      for (Long i = f[j]; i < f[j + 1]; ++i)
        mean[place[rows.data()[i]]] += w[j] / total * entry.data()[i];
    for (Long j = g[k]; j < g[k + 1]; ++j) {
      column.resize(n);
      for (std::size_t a = 0; a < n; ++a) column[a] = -mean[a];
      for (Long i = f[j]; i < f[j + 1]; ++i) column[place[rows.data()[i]]] += entry.data()[i];
      for (std::size_t a = 0; a < n; ++a) {
        const double scaled = w[j] * column[a];
        for (std::size_t b = 0; b <= a; ++b) local[a * n + b] += scaled * column[b];
      }
    }
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = 0; b <= a; ++b) {
        const double value = local[a * n + b];
        out[used[a] * num_rows + used[b]] += value;
        if (a != b) out[used[b] * num_rows + used[a]] += value;
      }
    for (Int row : used) place[row] = kNone;
  }
  return matrix;
}

// Solve L L' x = b for a lower triangle L.
Array<double> cholesky_solve(const Array<double>& factor, const Array<double>& right) {
  const py::ssize_t n = right.size();
  Array<double> solution(n);
  double* x = solution.mutable_data();
  const double* l = factor.data();
  for (py::ssize_t i = 0; i < n; ++i) {
    double sum = right.data()[i];
    for (py::ssize_t j = 0; j < i; ++j) sum -= l[i * n + j] * x[j];
    x[i] = sum / l[i * n + i];
  }
  for (py::ssize_t i = n; i-- > 0;) {
    x[i] /= l[i * n + i];
    for (py::ssize_t j = 0; j < i; ++j) x[j] -= l[i * n + j] * x[i];
  }
  return solution;
}

}  // namespace

PYBIND11_MODULE(_pricing, m) {
  m.doc() = "The compiled core of batch pricing.";
  py::class_<Network>(m, "Network")
      .def(py::init<Int, Int, const py::dict&, const py::dict&, const py::dict&>(),
           py::arg("num_nodes"), py::arg("num_terminals"), py::arg("arcs"), py::arg("offers"),
           py::arg("handlings"))
      .def("price", &price, py::arg("hours"), py::arg("origins"), py::arg("destinations"), py::arg("profiles"),
           py::arg("prices"), py::arg("queries"), py::arg("num_threads"));
  m.def("column_sums", &column_sums);
  m.def("row_sums", &row_sums);
  m.def("schur", &schur);
  m.def("cholesky_solve", &cholesky_solve);
}
