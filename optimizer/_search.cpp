// The compiled engine: the same label setting as label_setting.py, path for path.
//
// Cost, minutes and grams are doubles. Whole numbers up to 2^53 are exact in them, a path
// that would pass half of that is an error (as in Python), and every sum is taken in the same order
// as in Python, so that both engines compare the same numbers and break ties alike. Nothing
// here touches a Python object once a graph is built: searches run without the GIL.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#ifdef _MSC_VER
#include <intrin.h>
#endif

namespace py = pybind11;

namespace {

using Doubles = std::vector<double>;
using Index = std::uint32_t;

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kLimit = 4503599627370496.0;  // 2^52
constexpr Index kNone = std::numeric_limits<Index>::max();
constexpr int kPopsBetweenSignals = 1 << 16;

// ---------------------------------------------------------------- when an arc can be taken

struct Ride {
  double leaves, arrives, extra;
};

struct Departures {
  Doubles minutes;
};

struct Openings {  // see working_hours.py
  Doubles opens, closes;

  double start(double minute) const {
    auto place = std::upper_bound(closes.begin(), closes.end(), minute) - closes.begin();
    return place < static_cast<std::ptrdiff_t>(opens.size()) ? std::max(minute, opens[place]) : kInf;
  }
};

struct Work {
  double minutes;
  std::shared_ptr<const Openings> openings;  // null: around the clock

  double ends(double minute) const { return (openings ? openings->start(minute) : minute) + minutes; }
};

// The first of sorted numbers that is no less than a value: guessed, for departures are
// spread evenly, and stepped to.
const double* first_from(const double* start, const double* end, double value) {
  if (start == end || end[-1] < value) return end;
  if (*start >= value) return start;
  const double share = (value - *start) / (end[-1] - *start);
  const double* at = start + static_cast<std::ptrdiff_t>(share * (end - start - 1));
  for (int steps = 0; steps < 8; ++steps) {
    if (*at < value) ++at;
    else if (at[-1] >= value) --at;
    else return at;
  }
  return std::lower_bound(start, end, value);
}

// One of: departures with their own arrival and cost, departures in order at one price,
// days on which it leaves at once, and handling in opening hours. The counterpart of
// timing.py and working_hours.py.
class Timing {
 public:
  using Row = std::tuple<double, double, double>;

  bool is_by_day() const { return kind_ == Kind::kOnDemand; }

  static std::shared_ptr<Timing> scheduled(const std::vector<Row>& rows) {
    auto timing = std::make_shared<Timing>(Kind::kScheduled);
    for (const auto& [leaves, arrives, extra] : rows) {
      timing->rides_.push_back({leaves, arrives, extra});
      timing->starts_.push_back(leaves);
    }
    timing->find_useful();
    return timing;
  }

  static std::shared_ptr<Timing> regular(std::shared_ptr<const Departures> bases, double shift,
                                         double minutes) {
    auto timing = std::make_shared<Timing>(Kind::kRegular);
    timing->bases_ = std::move(bases);
    timing->shift_ = shift;
    timing->minutes_ = minutes;
    return timing;
  }

  static std::shared_ptr<Timing> on_demand(double minutes, Doubles starts, Doubles costs) {
    auto timing = std::make_shared<Timing>(Kind::kOnDemand);
    timing->minutes_ = minutes;
    timing->starts_ = std::move(starts);
    timing->costs_ = std::move(costs);
    return timing;
  }

  using WorkRow = std::tuple<double, std::shared_ptr<Openings>>;

  static std::shared_ptr<Timing> in_hours(const WorkRow& own, const WorkRow& customs,
                                          bool is_overall) {
    auto timing = std::make_shared<Timing>(Kind::kInHours);
    timing->own_ = {std::get<0>(own), std::get<1>(own)};
    timing->customs_ = {std::get<0>(customs), std::get<1>(customs)};
    timing->is_overall_ = is_overall;
    return timing;
  }

  enum class Kind { kScheduled, kRegular, kOnDemand, kInHours };
  explicit Timing(Kind kind) : kind_(kind) {}

  // The departures in order at one price, and how much later than these it leaves; or null.
  std::tuple<const double*, const double*, double> regular_bases() const {
    if (kind_ != Kind::kRegular) return {nullptr, nullptr, 0};
    const Doubles& all = bases_->minutes;
    return {all.data(), all.data() + all.size(), shift_};
  }

  // What must be tried at a minute where waiting is free.
  template <class Use>
  void options(double minute, Use use) const {
    if (kind_ == Kind::kOnDemand) return at_once(minute, use);
    if (kind_ == Kind::kInHours) return handled(minute, use);
    if (kind_ == Kind::kRegular) {
      auto [start, end, shift] = regular_bases();
      const double* base = first_from(start, end, minute - shift);
      if (base != end) use(regular_ride(*base));
      return;
    }
    auto position = std::lower_bound(starts_.begin(), starts_.end(), minute) - starts_.begin();
    auto [first, count] = spans_[position];
    for (Index i = first; i < first + count; ++i) use(rides_[useful_[i]]);
  }

  // The first departure at a minute, and all that leave within a window after it.
  template <class Use>
  void within(double minute, double window, Use use) const {
    if (kind_ == Kind::kOnDemand) return at_once(minute, use);
    if (kind_ == Kind::kInHours) return handled(minute, use);
    const Doubles& leaves = kind_ == Kind::kRegular ? bases_->minutes : starts_;
    auto first = std::lower_bound(leaves.begin(), leaves.end(), minute - shift_);
    if (first == leaves.end()) return;
    auto last = std::upper_bound(first, leaves.end(), *first + window);
    for (auto it = first; it != last; ++it)
      use(kind_ == Kind::kRegular ? regular_ride(*it) : rides_[it - leaves.begin()]);
  }

 private:
  Ride regular_ride(double base) const {
    return {base + shift_, base + shift_ + minutes_, 0};
  }

  template <class Use>
  void at_once(double minute, Use use) const {
    auto day = std::upper_bound(starts_.begin(), starts_.end(), minute) - starts_.begin();
    double cost = day ? costs_[day - 1] : 0;
    if (cost < kInf) use(Ride{minute, minute + minutes_, cost});
  }

  template <class Use>
  void handled(double minute, Use use) const {
    const double own = own_.ends(minute);
    const double ends = is_overall_ ? std::max(own, customs_.ends(minute)) : customs_.ends(own);
    if (ends < kInf) use(Ride{minute, ends, 0});
  }

  // For each departure those from it on that no other of them beats.
  void find_useful() {
    spans_.assign(rides_.size() + 1, {0, 0});
    std::vector<Index> later;
    for (Index i = static_cast<Index>(rides_.size()); i-- > 0;) {
      const Ride& ride = rides_[i];
      bool beaten = std::any_of(later.begin(), later.end(), [&](Index j) {
        return rides_[j].arrives <= ride.arrives && rides_[j].extra <= ride.extra;
      });
      spans_[i] = spans_[i + 1];
      if (beaten) continue;
      std::vector<Index> kept{i};
      for (Index j : later)
        if (rides_[j].arrives < ride.arrives || rides_[j].extra < ride.extra) kept.push_back(j);
      spans_[i] = {static_cast<Index>(useful_.size()), static_cast<Index>(kept.size())};
      useful_.insert(useful_.end(), kept.begin(), kept.end());
      later = std::move(kept);
    }
  }

  Kind kind_;
  std::vector<Ride> rides_;                       // scheduled
  std::vector<Index> useful_;                     // scheduled: positions of rides
  std::vector<std::pair<Index, Index>> spans_;    // scheduled: first and count in useful_
  Doubles starts_, costs_;                        // scheduled: leaves; on demand: days
  std::shared_ptr<const Departures> bases_;       // regular
  double shift_ = 0, minutes_ = 0;
  Work own_{}, customs_{};                        // in hours
  bool is_overall_ = false;
};

// ---------------------------------------------------------------- the graph

struct Storage {
  double cents_per_day, free_minutes, factor;

  double cost(double waited) const {
    double charged = std::max(0.0, waited - free_minutes);
    return factor * std::floor(cents_per_day * charged / 1440 + 0.5);
  }
};

struct Arc {
  Index tail, head;
  double cost, co2e, minutes, least_cost, least_minutes;
  std::uint64_t sets, forbids;
  std::shared_ptr<const Timing> timing;
  std::optional<Storage> storage;
  bool is_charged = false;  // storage, in this graph
};

// What a search needs of an arc, in one place: it looks at every arc of a node in turn.
struct Hop {
  Index head, arc;
  double cost, co2e, minutes;  // minutes: from boarding to arrival where that is fixed
  std::uint64_t sets, forbids;
  const Timing* timing;                   // null where it leaves at once
  const double *bases = nullptr, *end = nullptr;  // regular departures
  double shift = 0;
};

struct Links {  // arcs by one of their ends: those of node v are list[start[v]] .. list[start[v+1]]
  std::vector<Index> start, list;

  Links(const std::vector<Arc>& arcs, Index num_nodes, Index Arc::*end) : start(num_nodes + 1) {
    for (const Arc& arc : arcs) ++start[arc.*end + 1];
    for (Index v = 0; v < num_nodes; ++v) start[v + 1] += start[v];
    list.resize(arcs.size());
    std::vector<Index> next(start.begin(), start.end() - 1);
    for (Index i = 0; i < arcs.size(); ++i) list[next[arcs[i].*end]++] = i;
  }
};

using Marks = std::vector<char>;  // of nodes

Marks marks(const std::vector<Index>& nodes, Index num_nodes) {
  Marks found(num_nodes);
  for (Index node : nodes) found.at(node) = true;
  return found;
}

double number(PyObject* value) {
  double found = PyFloat_AsDouble(value);
  if (found == -1 && PyErr_Occurred()) throw py::error_already_set();
  return found;
}

std::uint64_t bits(PyObject* value) {
  std::uint64_t found = PyLong_AsUnsignedLongLong(value);
  if (PyErr_Occurred()) throw py::error_already_set();
  return found;
}

Arc read_arc(PyObject* row, Index num_nodes) {
  if (!PyTuple_Check(row) || PyTuple_GET_SIZE(row) != 10)
    throw py::type_error("an arc is a tuple of ten");
  auto item = [row](int i) { return PyTuple_GET_ITEM(row, i); };
  Arc arc{};
  arc.tail = static_cast<Index>(number(item(0)));
  arc.head = static_cast<Index>(number(item(1)));
  if (std::max(arc.tail, arc.head) >= num_nodes) throw py::index_error("no such node");
  arc.cost = arc.least_cost = number(item(2));
  arc.co2e = number(item(3));
  arc.minutes = arc.least_minutes = number(item(4));
  if (item(5) != Py_None) {
    // Names are made once: there are as many timings as arcs.
    static PyObject* const core = PyUnicode_InternFromString("core");
    static PyObject* const least_extra = PyUnicode_InternFromString("least_extra_cost");
    static PyObject* const shortest = PyUnicode_InternFromString("shortest_minutes");
    auto part = [timing = item(5)](PyObject* name) {
      py::object found = py::reinterpret_steal<py::object>(PyObject_GetAttr(timing, name));
      if (!found) throw py::error_already_set();
      return found;
    };
    arc.timing = part(core).cast<std::shared_ptr<Timing>>();
    arc.least_cost += number(part(least_extra).ptr());
    arc.least_minutes = number(part(shortest).ptr());
  }
  arc.sets = bits(item(6));
  arc.forbids = bits(item(7));
  if (item(9) != Py_None) {
    auto part = [&](int i) { return number(PyTuple_GET_ITEM(item(9), i)); };
    arc.storage = Storage{part(0), part(1), part(2)};
  }
  return arc;
}

std::vector<Arc> read_arcs(const py::sequence& rows, Index num_nodes) {
  std::vector<Arc> arcs;
  arcs.reserve(rows.size());
  for (py::handle row : rows) arcs.push_back(read_arc(row.ptr(), num_nodes));
  return arcs;
}

std::vector<Arc> charging_at(std::vector<Arc> arcs, const Marks& charged) {
  for (Arc& arc : arcs) arc.is_charged = arc.storage && charged[arc.tail];
  return arcs;
}

std::vector<Hop> make_hops(const std::vector<Arc>& arcs, const Links& out) {
  std::vector<Hop> hops;
  hops.reserve(arcs.size());
  for (Index i : out.list) {
    const Arc& arc = arcs[i];
    Hop hop{arc.head, i, arc.cost, arc.co2e, arc.minutes, arc.sets, arc.forbids, arc.timing.get()};
    if (hop.timing) {
      std::tie(hop.bases, hop.end, hop.shift) = hop.timing->regular_bases();
      hop.minutes = arc.least_minutes;
    }
    hops.push_back(hop);
  }
  return hops;
}

// Sums of weights from one node to all. Links lead on, `there` is the far end of an arc.
template <class Weight>
Doubles least_sums(const std::vector<Arc>& arcs, const Links& links, Index from, Index Arc::*there,
                   Weight weight) {
  using Entry = std::pair<double, Index>;
  Doubles least(links.start.size() - 1, kInf);
  std::vector<Entry> queue{{0.0, from}};
  least[from] = 0;
  while (!queue.empty()) {
    std::pop_heap(queue.begin(), queue.end(), std::greater<>());
    auto [so_far, node] = queue.back();
    queue.pop_back();
    if (so_far > least[node]) continue;
    for (Index i = links.start[node]; i < links.start[node + 1]; ++i) {
      const Arc& arc = arcs[links.list[i]];
      double candidate = so_far + weight(arc);
      if (candidate >= least[arc.*there]) continue;
      least[arc.*there] = candidate;
      queue.emplace_back(candidate, arc.*there);
      std::push_heap(queue.begin(), queue.end(), std::greater<>());
    }
  }
  return least;
}

struct Key {  // what labels must have in common to be compared
  Index node;
  std::uint64_t bits;
  double minute;

  bool operator==(const Key& o) const {
    return node == o.node && bits == o.bits && minute == o.minute;
  }
};

struct KeyHash {
  std::size_t operator()(const Key& key) const {
    std::uint64_t hash = key.node * 0x9E3779B97F4A7C15ull;
    hash = (hash ^ key.bits) * 0xBF58476D1CE4E5B9ull;
    hash = (hash ^ std::hash<double>()(key.minute)) * 0x94D049BB133111EBull;
    return static_cast<std::size_t>(hash ^ (hash >> 31));
  }
};

struct Charging {  // where waits are charged, and what follows; see search_graph.py
  double steady_from;
  std::vector<Index> unsteady, charged;
  std::optional<Doubles> slopes;
  double slack, last_charged;
};

class Graph {
 public:
  Graph(const py::sequence& rows, Index num_nodes, Index source, Index target, Charging charging)
      : arcs(charging_at(read_arcs(rows, num_nodes), marks(charging.charged, num_nodes))),
        out(arcs, num_nodes, &Arc::tail),
        in(arcs, num_nodes, &Arc::head),
        hops(make_hops(arcs, out)),
        source(source),
        target(target),
        slopes(std::move(charging.slopes)),
        slack(charging.slack),
        last_charged(charging.last_charged),
        has_bits(std::any_of(arcs.begin(), arcs.end(), [](const Arc& a) { return a.sets != 0; })),
        has_days_(std::any_of(arcs.begin(), arcs.end(),
                              [](const Arc& a) { return a.timing && a.timing->is_by_day(); })),
        steady_from_(charging.steady_from),
        unsteady_(marks(charging.unsteady, num_nodes)) {
    if (source >= num_nodes || target >= num_nodes) throw py::index_error("no such node");
  }

  // The same graph, with storage charged elsewhere.
  Graph(const Graph& o, Charging charging)
      : arcs(charging_at(o.arcs, marks(charging.charged, o.num_nodes()))),
        out(o.out),
        in(o.in),
        hops(o.hops),
        source(o.source),
        target(o.target),
        slopes(std::move(charging.slopes)),
        slack(charging.slack),
        last_charged(charging.last_charged),
        has_bits(o.has_bits),
        has_days_(o.has_days_),
        steady_from_(charging.steady_from),
        unsteady_(marks(charging.unsteady, o.num_nodes())) {}

  Index num_nodes() const { return static_cast<Index>(unsteady_.size()); }

  // The minute of arrival counts at a node where it may be better to be later.
  Key key(Index node, std::uint64_t bits, double minute) const {
    return {node, bits, unsteady_[node] ? std::min(minute, steady_from_) : kInf};
  }

  // What must be tried of an arc with a timing: all departures where a later one may be better
  // at its head, or where waits are charged, else only those that nothing beats.
  template <class Use>
  void try_rides(const Arc& arc, double minute, bool is_charged, double window, Use use) const {
    const bool later_too = unsteady_[arc.head];
    if (later_too || is_charged) arc.timing->within(minute, window_at(arc.head, window), use);
    else arc.timing->options(minute, use);
  }

  bool is_unsteady(Index node) const { return unsteady_[node]; }

  // Minutes within which departures to a node are tried where waits are charged: all where
  // costs by the day may make a later one better.
  double window_at(Index node, double window) const {
    return has_days_ && unsteady_[node] ? kInf : window;
  }

  bool has_plain_keys() const { return !has_bits && steady_from_ == -kInf; }

  std::array<Doubles, 3> bounds() const {
    auto to_target = [this](auto weight) {
      return least_sums(arcs, in, target, &Arc::tail, weight);
    };
    return {to_target([](const Arc& arc) { return arc.least_cost; }),
            to_target([](const Arc& arc) { return arc.least_minutes; }),
            to_target([](const Arc& arc) { return arc.co2e; })};
  }

  Doubles reach_cost() const {
    return least_sums(arcs, out, source, &Arc::head, [](const Arc& arc) { return arc.least_cost; });
  }

  Doubles reach_minutes(double start) const {
    Doubles earliest(num_nodes(), kInf);  // known so far
    std::unordered_set<Key, KeyHash> seen;
    using Entry = std::pair<double, Index>;
    std::vector<Entry> queue;
    auto reach = [&](double minute, Index node) {
      if (!unsteady_[node] && minute >= earliest[node]) return;
      earliest[node] = std::min(earliest[node], minute);
      queue.emplace_back(minute, node);
      std::push_heap(queue.begin(), queue.end(), std::greater<>());
    };
    reach(start, source);
    while (!queue.empty()) {
      std::pop_heap(queue.begin(), queue.end(), std::greater<>());
      auto [minute, node] = queue.back();
      queue.pop_back();
      if (unsteady_[node] ? !seen.insert(key(node, 0, minute)).second : minute > earliest[node])
        continue;
      for (Index i = out.start[node]; i < out.start[node + 1]; ++i)
        ride_from(hops[i], minute, [&, head = hops[i].head](double at) { reach(at, head); });
    }
    return earliest;
  }

  // Every arrival that matters where a wait costs nothing.
  template <class Use>
  void ride_from(const Hop& hop, double minute, Use reach) const {
    if (!hop.timing) return reach(minute + hop.minutes);
    if (!hop.bases || unsteady_[hop.head])
      return try_rides(arcs[hop.arc], minute, false, kInf,
                       [&](const Ride& ride) { reach(ride.arrives); });
    const double* base = first_from(hop.bases, hop.end, minute - hop.shift);
    if (base != hop.end) reach(*base + hop.shift + hop.minutes);
  }

  const std::vector<Arc> arcs;
  const Links out, in;
  const std::vector<Hop> hops;  // as in out.list
  const Index source, target;
  const std::optional<Doubles> slopes;  // by node; none where no wait is charged
  const double slack, last_charged;
  const bool has_bits;

 private:
  const bool has_days_;
  const double steady_from_;
  const Marks unsteady_;
};

// ---------------------------------------------------------------- fronts

class Staircase {  // pairs of which none beats another, sorted by the first
 public:
  bool beats(double first, double second) const {
    const std::size_t place = count(first, [](double a, double b) { return a <= b; });
    return place > 0 && pairs_[place - 1].second <= second;
  }

  void add(double first, double second) {
    const auto start = pairs_.begin() + count(first, [](double a, double b) { return a < b; });
    auto stop = start;
    while (stop != pairs_.end() && stop->second >= second) ++stop;
    if (start == stop) {
      pairs_.insert(start, {first, second});
    } else {
      *start = {first, second};
      pairs_.erase(start + 1, stop);
    }
  }

  void move_into(Staircase& other) {
    for (const Pair& pair : pairs_)
      if (!other.beats(pair.first, pair.second)) other.add(pair.first, pair.second);
    pairs_.clear();
  }

 private:
  struct Pair {
    double first, second;
  };

  // How many of the firsts come before a value: a binary search without branches to guess.
  template <class IsBefore>
  std::ptrdiff_t count(double value, IsBefore is_before) const {
    std::size_t size = pairs_.size();
    if (size == 0) return 0;
    const Pair* base = pairs_.data();
    for (; size > 1; size -= size / 2)
      base += size / 2 * std::size_t{is_before(base[size / 2 - 1].first, value)};  // no branch
    return base - pairs_.data() + is_before(base->first, value);
  }

  std::vector<Pair> pairs_;
};

// Labels settled at one node; see staircase.py. Most searches are by cost, so what one by time
// needs besides lies elsewhere.
class Front {
 public:
  void go_by_time(double slope, double slack, double last) {
    past_ = std::make_unique<Past>(Past{slope, slope != 0 ? slack : 0, last, -1, {}});
  }

  bool beats(double cost, double at, double co2e) const {
    if (!past_) return now_.beats(at, co2e);
    const double same = past_->key(cost, at), sure = at <= past_->last ? same - past_->slack : same;
    return past_->earlier.beats(sure, co2e) || now_.beats(at == past_->minute ? same : sure, co2e);
  }

  void add(double cost, double at, double co2e) {
    if (!past_) return now_.add(at, co2e);
    if (past_->slack <= 0) return past_->earlier.add(past_->key(cost, at), co2e);
    if (at != past_->minute) {
      now_.move_into(past_->earlier);
      past_->minute = at;
    }
    now_.add(past_->key(cost, at), co2e);
  }

 private:
  struct Past {
    double slope, slack, last, minute;
    Staircase earlier;

    double key(double cost, double at) const { return cost - slope * std::min(at, last); }
  };

  Staircase now_;
  std::unique_ptr<Past> past_;
};

// ---------------------------------------------------------------- the search

struct Label {
  double minute;
  std::uint64_t bits;
  Index parent, hop;
  double leaves;
};

struct Held {
  double cost, co2e;
};

struct Entry {  // a label in the queue: bounds in the order of the search, then age
  double first, second, third;
  double cost, leaves;
  Index serial, parent, hop, node;

  bool operator>(const Entry& o) const {
    if (first != o.first) return first > o.first;
    if (second != o.second) return second > o.second;
    if (third != o.third) return third > o.third;
    return serial > o.serial;
  }
};

// A radix heap: entries lie in buckets by the highest bit in which their first bound differs
// from the one that was popped last, since bounds hardly ever fall. Those that are no later
// than that one are kept in order. So most entries are moved a few times, in one go, which is
// faster than a heap where there are many.
class Queue {
 public:
  bool empty() const { return size_ == 0; }

  void push(const Entry& entry) {
    ++size_;
    const int bucket = bucket_of(entry);
    buckets_[bucket].push_back(entry);
    if (bucket == 0) std::push_heap(buckets_[0].begin(), buckets_[0].end(), std::greater<>());
  }

  Entry pop() {
    if (buckets_[0].empty()) refill();
    std::pop_heap(buckets_[0].begin(), buckets_[0].end(), std::greater<>());
    const Entry entry = buckets_[0].back();
    buckets_[0].pop_back();
    --size_;
    return entry;
  }

 private:
  void refill() {
    auto bucket = buckets_.begin();
    while (bucket->empty()) ++bucket;
    last_ = std::numeric_limits<std::uint64_t>::max();
    for (const Entry& entry : *bucket) last_ = std::min(last_, ordered_bits(entry.first));
    std::vector<Entry> moved;
    moved.swap(*bucket);
    for (const Entry& entry : moved) buckets_[bucket_of(entry)].push_back(entry);
    moved.clear();
    if (bucket->empty()) bucket->swap(moved);  // its memory is used again
    std::make_heap(buckets_[0].begin(), buckets_[0].end(), std::greater<>());
  }

  int bucket_of(const Entry& entry) const {
    const std::uint64_t bits = ordered_bits(entry.first);
    return bits <= last_ ? 0 : 1 + highest_bit(bits ^ last_);
  }

  // The bits of a double as a number that grows with it.
  static std::uint64_t ordered_bits(double value) {
    std::uint64_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    return bits >> 63 ? ~bits : bits | (std::uint64_t{1} << 63);
  }

  static int highest_bit(std::uint64_t value) {
#ifdef _MSC_VER
    unsigned long bit;
    _BitScanReverse64(&bit, value);
    return static_cast<int>(bit);
#else
    return 63 - __builtin_clzll(value);
#endif
  }

  std::array<std::vector<Entry>, 65> buckets_;
  std::uint64_t last_ = 0;
  std::size_t size_ = 0;
};

// Lower bounds to the target, and the front where bits and minutes do not count: a cache line.
struct alignas(64) Node {
  double cost, minutes, co2e;
  Front front;
};

std::vector<Node> make_nodes(const std::array<Doubles, 3>& to_go, Index num_nodes) {
  for (const Doubles& bounds : to_go)
    if (bounds.size() != num_nodes) throw py::value_error("bounds of another graph");
  std::vector<Node> nodes(num_nodes);
  for (Index v = 0; v < num_nodes; ++v) {
    nodes[v].cost = to_go[0][v];
    nodes[v].minutes = to_go[1][v];
    nodes[v].co2e = to_go[2][v];
  }
  return nodes;
}

// What becomes of a label: another at its node is better, or none of this cost, arrival and CO2e
// is of use.
enum class Fate { kQueued, kBeaten, kHopeless };

class Search {
 public:
  Search(std::shared_ptr<const Graph> graph, const std::array<Doubles, 3>& to_go, double start,
         double latest, double most_cost, bool with_co2e, std::uint64_t required, double window)
      : graph_(std::move(graph)),
        latest_(latest),
        most_cost_(most_cost),
        window_(window),
        required_(required),
        with_co2e_(with_co2e),
        by_time_(graph_->slopes.has_value()),
        nodes_(make_nodes(to_go, graph_->num_nodes())) {
    for (Index v = 0; v < nodes_.size(); ++v) prepare(nodes_[v].front, v);
    if (nodes_[graph_->source].cost < kInf) push(0, start, 0, 0, start, kNone, kNone);
  }

  // The next path to the target, as cost, arrival, CO2e and steps; or None. `rows` are the arcs
  // that the graph was made of, `step` is the type of a tuple of an arc and its two minutes.
  py::object next(const py::sequence& rows, const py::type& step) {
    Index label;
    double cost, co2e;
    {
      py::gil_scoped_release release;
      label = settle(cost, co2e);
    }
    if (label == kNone) return py::none();
    std::vector<Index> trail;
    for (Index at = label; labels_[at].hop != kNone; at = labels_[at].parent) trail.push_back(at);
    py::tuple steps(trail.size());
    for (std::size_t i = 0; i < trail.size(); ++i)
      steps[i] = make_step(rows, step, labels_[trail.rbegin()[i]]);
    return py::make_tuple(cost, whole(labels_[label].minute), whole(co2e), steps);
  }

 private:
  static py::int_ whole(double value) { return py::int_(static_cast<std::int64_t>(value)); }

  // A step is made as tuple.__new__ does it: a call of its type for each would take longer
  // than the search.
  py::object make_step(const py::sequence& rows, const py::type& step, const Label& label) const {
    auto type = reinterpret_cast<PyTypeObject*>(step.ptr());
    auto made = py::reinterpret_steal<py::object>(type->tp_alloc(type, 3));
    if (!made) throw py::error_already_set();
    py::object row = rows[graph_->hops[label.hop].arc];
    PyTuple_SET_ITEM(made.ptr(), 0, row.release().ptr());
    PyTuple_SET_ITEM(made.ptr(), 1, whole(label.leaves).release().ptr());
    PyTuple_SET_ITEM(made.ptr(), 2, whole(label.minute).release().ptr());
    return made;
  }

  // Settle labels until one is at the target.
  Index settle(double& cost, double& co2e) {
    while (!queue_.empty()) {
      if (++pops_ % kPopsBetweenSignals == 0) heed_signals();
      const Entry entry = queue_.pop();
      const Index node = entry.node;
      const double minute = (by_time_ ? entry.first : entry.second) - nodes_[node].minutes;
      const double grams = with_co2e_ ? entry.third - nodes_[node].co2e : 0;
      const std::uint64_t bits = bits_after(entry.parent, entry.hop);
      if (at_target_.beats(entry.second, entry.third)) continue;
      Front& front = *front_at(node, bits, minute, true);
      const bool beaten = front.beats(entry.cost, minute, grams);
      if (!beaten) front.add(entry.cost, minute, grams);
      if (by_time_ && entry.hop != kNone && goes_in_turn(graph_->hops[entry.hop]))
        ride_in_turn(entry.parent, entry.hop, entry.leaves + 1);
      if (beaten) continue;
      const Index label = static_cast<Index>(labels_.size());
      labels_.push_back({minute, bits, entry.parent, entry.hop, entry.leaves});
      if (by_time_) held_.push_back({entry.cost, grams});
      if (node != graph_->target) {
        extend(label, entry.cost, minute, grams, node, bits);
      } else if ((bits & required_) == required_) {
        at_target_.add(entry.second, entry.third);
        cost = entry.cost;
        co2e = grams;
        return label;
      }
    }
    return kNone;
  }

  void extend(Index label, double cost, double minute, double co2e, Index node,
              std::uint64_t bits) {
    for (Index i = graph_->out.start[node]; i < graph_->out.start[node + 1]; ++i) {
      const Hop& hop = graph_->hops[i];
      if ((bits & hop.forbids) || nodes_[hop.head].cost == kInf) continue;
      auto ride_on = [&](const Ride& ride) {
        push(cost + hop.cost + ride.extra, ride.arrives, co2e + hop.co2e, bits | hop.sets,
             ride.leaves, label, i);
      };
      if (!hop.timing) {
        ride_on({minute, minute + hop.minutes, 0});
      } else if (by_time_ && goes_in_turn(hop)) {
        ride_in_turn(label, i, minute);
      } else if (hop.bases && !by_time_ && !graph_->is_unsteady(hop.head)) {
        ride_next(hop, minute, ride_on);
      } else {
        ride_any(hop, minute, ride_on);
      }
    }
  }

  template <class Use>
  static void ride_next(const Hop& hop, double minute, Use ride_on) {
    const double* base = first_from(hop.bases, hop.end, minute - hop.shift);
    if (base != hop.end) ride_on({*base + hop.shift, *base + hop.shift + hop.minutes, 0});
  }

  bool is_charged(const Hop& hop) const {
    return graph_->arcs[hop.arc].is_charged || (*graph_->slopes)[hop.head] != 0;
  }

  // Whether departures are tried one by one: each is later than the last, and no cheaper.
  bool goes_in_turn(const Hop& hop) const {
    return hop.bases && (is_charged(hop) || graph_->is_unsteady(hop.head));
  }

  // Queue the first departure after a minute that is not beaten; the next is tried when that
  // one has left the queue. Where one cannot reach the target in time, no later one can.
  void ride_in_turn(Index label, Index i, double after) {
    const Hop& hop = graph_->hops[i];
    const Arc& arc = graph_->arcs[hop.arc];
    const auto [minute, bits, parent, before, leaves] = labels_[label];
    const auto [cost, co2e] = held_[label];
    const double window = graph_->window_at(hop.head, window_);
    const double* first = first_from(hop.bases, hop.end, minute - hop.shift);
    const double* base = first_from(first, hop.end, after - hop.shift);
    for (; base != hop.end && *base <= *first + window; ++base) {
      const double at = *base + hop.shift;
      const double extra = arc.is_charged ? arc.storage->cost(at - minute) : 0;
      if (push(cost + hop.cost + extra, at + hop.minutes, co2e + hop.co2e, bits | hop.sets, at,
               label, i) != Fate::kBeaten)
        return;
    }
  }

  template <class Use>
  void ride_any(const Hop& hop, double minute, Use ride_on) {
    const Arc& arc = graph_->arcs[hop.arc];
    graph_->try_rides(arc, minute, by_time_ && is_charged(hop), window_, [&](Ride ride) {
      if (arc.is_charged) ride.extra += arc.storage->cost(ride.leaves - minute);
      ride_on(ride);
    });
  }

  Fate push(double cost, double minute, double co2e, std::uint64_t bits, double leaves,
            Index parent, Index hop) {
    const Index node = hop == kNone ? graph_->source : graph_->hops[hop].head;
    const Node& to_go = nodes_[node];
    const double least_cost = cost + to_go.cost, arrival = minute + to_go.minutes;
    if (least_cost > most_cost_ || arrival > latest_) return Fate::kHopeless;
    if (!with_co2e_) co2e = 0;
    const double least_co2e = with_co2e_ ? co2e + to_go.co2e : 0;
    const double first = by_time_ ? arrival : least_cost, second = by_time_ ? least_cost : arrival;
    if (at_target_.beats(second, least_co2e)) return Fate::kHopeless;
    const Front* known = front_at(node, bits, minute, false);
    if (known && known->beats(cost, minute, co2e)) return Fate::kBeaten;
    if (first > kLimit || second > kLimit || least_co2e > kLimit)
      throw std::overflow_error("a path passes 4503599627370496 cents, minutes or grams");
    if (serial_ == kNone) throw std::overflow_error("too many labels");
    queue_.push({first, second, least_co2e, cost, leaves, serial_++, parent, hop, node});
    return Fate::kQueued;
  }

  std::uint64_t bits_after(Index parent, Index hop) const {
    return parent == kNone || !graph_->has_bits ? 0 : labels_[parent].bits | graph_->hops[hop].sets;
  }

  void prepare(Front& front, Index node) const {
    if (by_time_) front.go_by_time((*graph_->slopes)[node], graph_->slack, graph_->last_charged);
  }

  Front* front_at(Index node, std::uint64_t bits, double minute, bool make) {
    if (graph_->has_plain_keys()) return &nodes_[node].front;
    const Key key = graph_->key(node, bits, minute);
    auto found = keyed_.find(key);
    if (found == keyed_.end()) {
      if (!make) return nullptr;
      found = keyed_.emplace(key, Front{}).first;
      prepare(found->second, node);
    }
    return &found->second;
  }

  static void heed_signals() {
    py::gil_scoped_acquire acquire;
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
  }

  const std::shared_ptr<const Graph> graph_;
  const double latest_, most_cost_, window_;
  const std::uint64_t required_;
  const bool with_co2e_, by_time_;
  std::vector<Node> nodes_;
  std::unordered_map<Key, Front, KeyHash> keyed_;  // fronts, where bits or minutes count
  Staircase at_target_;
  Queue queue_;
  std::vector<Label> labels_;
  std::vector<Held> held_;  // of labels, in a search by time
  Index serial_ = 0;
  std::uint64_t pops_ = 0;
};

}  // namespace

PYBIND11_MODULE(_search, m) {
  using Free = py::call_guard<py::gil_scoped_release>;
  m.doc() = "The compiled engine of the route search.";
  py::class_<Departures, std::shared_ptr<Departures>>(m, "Departures")
      .def(py::init<Doubles>(), py::arg("minutes"));
  py::class_<Openings, std::shared_ptr<Openings>>(m, "Openings")
      .def(py::init([](Doubles opens, Doubles closes) {
             if (opens.size() != closes.size()) throw py::value_error("openings without an end");
             return Openings{std::move(opens), std::move(closes)};
           }),
           py::arg("opens"), py::arg("closes"));
  py::class_<Timing, std::shared_ptr<Timing>>(m, "Timing")
      .def_static("scheduled", &Timing::scheduled, py::arg("rides"))
      .def_static("regular", &Timing::regular, py::arg("departures"), py::arg("shift"),
                  py::arg("minutes"))
      .def_static("on_demand", &Timing::on_demand, py::arg("minutes"), py::arg("starts"),
                  py::arg("costs"))
      .def_static("in_hours", &Timing::in_hours, py::arg("own"), py::arg("customs"),
                  py::arg("is_overall"));
  py::class_<Charging>(m, "Charging")
      .def(py::init([](double steady_from, std::vector<Index> unsteady, std::vector<Index> charged,
                       std::optional<Doubles> slopes, double slack, double last_charged) {
             return Charging{steady_from,       std::move(unsteady), std::move(charged),
                             std::move(slopes), slack,               last_charged};
           }),
           py::arg("steady_from"), py::arg("unsteady"), py::arg("charged"), py::arg("slopes"),
           py::arg("slack"), py::arg("last_charged"));
  py::class_<Graph, std::shared_ptr<Graph>>(m, "Graph")
      .def(py::init<const py::sequence&, Index, Index, Index, Charging>(), py::arg("arcs"),
           py::arg("num_nodes"), py::arg("source"), py::arg("target"), py::arg("charging"))
      .def(py::init<const Graph&, Charging>(), py::arg("graph"), py::arg("charging"))
      .def("bounds", &Graph::bounds, Free())
      .def("reach_cost", &Graph::reach_cost, Free())
      .def("reach_minutes", &Graph::reach_minutes, Free(), py::arg("start"));
  py::class_<Search>(m, "Search")
      .def(py::init<std::shared_ptr<Graph>, std::array<Doubles, 3>, double, double, double, bool,
                    std::uint64_t, double>(),
           py::arg("graph"), py::arg("to_go"), py::arg("start"), py::arg("latest"),
           py::arg("most_cost"), py::arg("with_co2e"), py::arg("required"), py::arg("window"))
      .def("next", &Search::next, py::arg("rows"), py::arg("step"));
}
