// The compiled kernels of the multicommodity flow solver; flow/python_kernels.py is their twin.
//
// Shortest paths, paths within a time limit, and the sparse sums of the interior point master.
// Ties are broken as in Python (by cost, then by node, then by the order of the arcs), and all
// sums are taken in the same order, so that both give the same paths. Nothing here touches a
// Python object while it computes: every kernel runs without the GIL.

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <queue>
#include <tuple>
#include <utility>
#include <vector>

namespace py = pybind11;

namespace {

using Index = std::int32_t;
template <class T>
using Array = py::array_t<T, py::array::c_style | py::array::forcecast>;
using Doubles = std::vector<double>;
using Indices = std::vector<Index>;

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kTiny = 1e-9;  // relative: what is not better by as much is not better

double margin(double value) {
  return value < kInf ? kTiny * std::max(1.0, std::abs(value)) : 0.0;
}

template <class T>
std::vector<T> copied(const Array<T>& array) {
  return std::vector<T>(array.data(), array.data() + array.size());
}

template <class T>
py::array_t<T> handed_over(const std::vector<T>& values) {
  return py::array_t<T>(static_cast<py::ssize_t>(values.size()), values.data());
}

// ---------------------------------------------------------------- shortest paths

struct Adjacency {
  Indices first, arc, end;  // arcs of a node: first[v] .. first[v + 1]

  Adjacency(Index num_nodes, const Indices& from, const Indices& to)
      : first(num_nodes + 1, 0), arc(from.size()), end(from.size()) {
    for (Index node : from) ++first[node + 1];
    for (Index v = 0; v < num_nodes; ++v) first[v + 1] += first[v];
    Indices next(first.begin(), first.end() - 1);
    for (std::size_t e = 0; e < from.size(); ++e) {
      arc[next[from[e]]] = static_cast<Index>(e);
      end[next[from[e]]++] = to[e];
    }
  }
};

// Dijkstra's algorithm with a 4-ary heap; its memory serves many searches.
class Tree {
 public:
  explicit Tree(Index num_nodes)
      : distance(num_nodes), arc_to(num_nodes), position_(num_nodes), heap_(num_nodes + 1),
        is_target_(num_nodes, 0) {}

  Doubles distance;
  Indices arc_to;  // last arc of the path to a node

  bool settled(Index node) const { return position_[node] == kSettled; }

  bool mark(Index node) {
    if (is_target_[node]) return false;
    is_target_[node] = 1;
    return true;
  }
  void unmark(Index node) { is_target_[node] = 0; }

  // Stops when num_targets marked nodes are settled, or nothing is left within the radius.
  template <class Weight>
  void grow(const Adjacency& graph, Index root, Weight weight, int num_targets, double radius) {
    std::fill(position_.begin(), position_.end(), kUnseen);
    size_ = 0;
    distance[root] = 0.0;
    arc_to[root] = -1;
    heap_[size_++] = root;
    position_[root] = 0;
    while (size_ > 0) {
      const Index node = heap_[0];
      const double so_far = distance[node];
      if (so_far > radius) return;
      pop();
      if (is_target_[node] && --num_targets == 0) return;
      for (Index i = graph.first[node]; i < graph.first[node + 1]; ++i) {
        const Index next = graph.end[i];
        if (position_[next] == kSettled) continue;
        const double reached = so_far + weight(graph.arc[i]);
        if (!(reached < kInf)) continue;
        if (position_[next] == kUnseen) {
          distance[next] = reached;
          arc_to[next] = graph.arc[i];
          heap_[size_] = next;
          up(size_++);
        } else if (reached < distance[next]) {
          distance[next] = reached;
          arc_to[next] = graph.arc[i];
          up(position_[next]);
        }
      }
    }
  }

 private:
  static constexpr Index kUnseen = -1;
  static constexpr Index kSettled = -2;
  Indices position_, heap_;
  std::vector<char> is_target_;
  Index size_ = 0;

  bool before(Index a, Index b) const {
    return distance[a] < distance[b] || (distance[a] == distance[b] && a < b);
  }
  void put(Index slot, Index node) {
    heap_[slot] = node;
    position_[node] = slot;
  }
  void up(Index slot) {
    const Index node = heap_[slot];
    while (slot > 0) {
      const Index parent = (slot - 1) / 4;
      if (!before(node, heap_[parent])) break;
      put(slot, heap_[parent]);
      slot = parent;
    }
    put(slot, node);
  }
  void pop() {
    position_[heap_[0]] = kSettled;
    const Index node = heap_[--size_];
    if (size_ == 0) return;
    Index slot = 0;
    while (true) {
      const Index child = 4 * slot + 1;
      if (child >= size_) break;
      Index least = child;
      for (Index other = child + 1; other < std::min(child + 4, size_); ++other) {
        if (before(heap_[other], heap_[least])) least = other;
      }
      if (!before(heap_[least], node)) break;
      put(slot, heap_[least]);
      slot = least;
    }
    put(slot, node);
  }
};

// Paths of some commodities, one after the other.
struct Paths {
  Indices commodity, length, arcs;

  void add(Index who, const Indices& path) {
    commodity.push_back(who);
    length.push_back(static_cast<Index>(path.size()));
    arcs.insert(arcs.end(), path.begin(), path.end());
  }
  py::tuple handed() const {
    return py::make_tuple(handed_over(commodity), handed_over(length), handed_over(arcs));
  }
};

// ---------------------------------------------------------------- pricing

// What is known of a commodity while multipliers on time are tried.
struct Bracket {
  Index commodity;
  double best_cost, lower = -kInf;     // cost of the best in time; no path in time is cheaper
  double slow_cost = 0, slow_ticks = 0, slow_at = -1;   // path that is cheap but too slow
  double fast_cost = 0, fast_ticks = 0, fast_at = kInf;  // path that is in time
  double multiplier = 0, best_multiplier = 0;
  bool open = true;
  Indices path;
};

class Graph {
 public:
  Graph(Index num_nodes, const Array<Index>& tail, const Array<Index>& head,
        const Array<Index>& ticks, const Array<Index>& origin, const Array<Index>& first,
        const Array<Index>& destination, const Array<Index>& ticks_allowed)
      : num_nodes_(num_nodes), tail_(copied(tail)), head_(copied(head)), ticks_(copied(ticks)),
        origin_(copied(origin)), first_(copied(first)), destination_(copied(destination)),
        allowed_(copied(ticks_allowed)), out_(num_nodes, tail_, head_),
        in_(num_nodes, head_, tail_), origin_of_(destination_.size()) {
    for (std::size_t s = 0; s < origin_.size(); ++s) {
      std::fill(origin_of_.begin() + first_[s], origin_of_.begin() + first_[s + 1], origin_[s]);
    }
  }

  // Distances of all commodities of some origins, and the paths that cost less than the limit.
  py::tuple shortest(const Array<double>& weights, const Array<double>& limits,
                     std::pair<Index, Index> origins) const {
    const auto [from, to] = origins;
    const double* weight = weights.data();
    const double* limit = limits.data();
    const Index start = first_[from], stop = first_[to];
    Doubles distance(stop - start, kInf);
    Paths paths;
    {
      py::gil_scoped_release release;
      Tree tree(num_nodes_);
      for (Index s = from; s < to; ++s) {
        int targets = 0;
        for (Index k = first_[s]; k < first_[s + 1]; ++k) targets += tree.mark(destination_[k]);
        tree.grow(out_, origin_[s], [&](Index e) { return weight[e]; }, targets, kInf);
        for (Index k = first_[s]; k < first_[s + 1]; ++k) {
          tree.unmark(destination_[k]);
          if (!tree.settled(destination_[k])) continue;
          const double found = tree.distance[destination_[k]];
          distance[k - start] = found;
          if (found < limit[k] - margin(limit[k])) paths.add(k, path_to(tree, destination_[k]));
        }
      }
    }
    return py::make_tuple(handed_over(distance), paths.handed());
  }

  // Lower bounds on the cost in time by multipliers on time, and paths in time below the limit.
  py::tuple in_time(const Array<double>& weights, const Array<double>& limits,
                    const Array<double>& limit_ticks, const Array<double>& slack, int most_trees,
                    std::pair<Index, Index> origins) const {
    const Index start = first_[origins.first], stop = first_[origins.second];
    Doubles lower(stop - start), best(stop - start), multiplier(stop - start);
    Paths paths;
    {
      py::gil_scoped_release release;
      Tree tree(num_nodes_);
      for (Index s = origins.first; s < origins.second; ++s) {
        std::vector<Bracket> brackets;
        for (Index k = first_[s]; k < first_[s + 1]; ++k) {
          Bracket bracket;
          bracket.commodity = k;
          bracket.best_cost = bracket.fast_cost = limits.data()[k];
          bracket.fast_ticks = limit_ticks.data()[k];
          brackets.push_back(std::move(bracket));
        }
        search(tree, s, weights.data(), slack.data(), most_trees, brackets);
        for (const Bracket& found : brackets) {
          const Index k = found.commodity;
          lower[k - start] = std::min(found.lower, found.best_cost);
          best[k - start] = found.best_cost;
          multiplier[k - start] = found.best_multiplier;
          if (found.best_cost < limits.data()[k] - margin(limits.data()[k])) {
            paths.add(k, found.path);
          }
        }
      }
    }
    return py::make_tuple(handed_over(lower), handed_over(best), handed_over(multiplier),
                          paths.handed());
  }

  // Puts units that have no place on the columns with room, cheapest first, and then on new paths.
  // Columns are grouped by commodity and sorted by cost. Takes from `room` what it uses;
  // amounts and room up to `least` count as none.
  py::tuple place(py::array_t<double, py::array::c_style> room, const Array<double>& costs,
                  const Array<double>& amounts, const Array<double>& reject_costs,
                  const std::tuple<Array<std::int64_t>, Array<std::int64_t>, Array<Index>,
                                   Array<double>>& columns,
                  double least, int most_searches) const {
    const auto& [group, first, arcs, column_cost] = columns;
    double* left = room.mutable_data();
    Doubles placed(column_cost.size(), 0.0), searched;
    Paths paths;
    {
      py::gil_scoped_release release;
      Tree tree(num_nodes_);
      const auto weight = [&](Index e) { return left[e] > least ? costs.data()[e] : kInf; };
      for (py::ssize_t k = 0; k < amounts.size(); ++k) {
        double amount = amounts.data()[k];
        for (auto p = group.data()[k]; p < group.data()[k + 1] && amount > least; ++p) {
          if (column_cost.data()[p] >= reject_costs.data()[k]) break;
          const Index* begin = arcs.data() + first.data()[p];
          placed[p] = take(begin, arcs.data() + first.data()[p + 1], amount, left, least);
          amount -= placed[p];
        }
        while (amount > least && most_searches-- > 0) {
          tree.mark(destination_[k]);
          tree.grow(out_, origin_of_[k], weight, 1, reject_costs.data()[k]);
          tree.unmark(destination_[k]);
          if (!tree.settled(destination_[k])) break;
          if (tree.distance[destination_[k]] >= reject_costs.data()[k]) break;
          const Indices path = path_to(tree, destination_[k]);
          if (is_late(path, allowed_[k])) break;
          const double used = take(path.data(), path.data() + path.size(), amount, left, least);
          paths.add(static_cast<Index>(k), path);
          searched.push_back(used);
          amount -= used;
        }
      }
    }
    return py::make_tuple(handed_over(placed), paths.handed(), handed_over(searched));
  }

  // Distances from every node to some nodes, each within a radius; inf beyond.
  py::array_t<double> distances_to(const Array<double>& weights, const Array<Index>& nodes,
                                   const Array<double>& radius) const {
    py::array_t<double> distances({nodes.size(), static_cast<py::ssize_t>(num_nodes_)});
    double* out = distances.mutable_data();
    py::gil_scoped_release release;
    Tree tree(num_nodes_);
    for (py::ssize_t i = 0; i < nodes.size(); ++i) {
      tree.grow(in_, nodes.data()[i], [&](Index e) { return weights.data()[e]; }, 0,
                radius.data()[i]);
      for (Index v = 0; v < num_nodes_; ++v) {
        out[i * num_nodes_ + v] = tree.settled(v) ? tree.distance[v] : kInf;
      }
    }
    return distances;
  }

  // The least cost in time of wanted commodities where it is below the limit, by one label
  // setting for each origin. The tables hold for each target the distances from every node:
  // in cost, in ticks, and in cost plus the multiplier times ticks.
  py::tuple exact_in_time(const Array<double>& weights, const Array<double>& limits,
                          const Array<bool>& wanted, const Array<Index>& target_row,
                          const std::tuple<Array<double>, Array<double>, Array<double>>& tables,
                          double multiplier, std::pair<Index, Index> origins) const {
    const auto& [cheap, fast, mixed] = tables;
    const Index start = first_[origins.first], stop = first_[origins.second];
    Doubles lower(limits.data() + start, limits.data() + stop);
    Paths paths;
    std::int64_t num_labels = 0;
    {
      py::gil_scoped_release release;
      Labels labels(*this, weights.data(), multiplier);
      for (Index s = origins.first; s < origins.second; ++s) {
        std::vector<Goal> goals;
        for (Index k = first_[s]; k < first_[s + 1]; ++k) {
          if (!wanted.data()[k]) continue;
          const auto row = static_cast<std::size_t>(target_row.data()[k]) * num_nodes_;
          const double limit = limits.data()[k];
          goals.push_back({k, -1, limit - margin(limit), cheap.data() + row, fast.data() + row,
                           mixed.data() + row});
        }
        labels.search(origin_[s], goals);
        num_labels += labels.size();
        for (const Goal& goal : goals) {
          lower[goal.commodity - start] = goal.cutoff;
          if (goal.label >= 0) paths.add(goal.commodity, labels.path_of(goal.label));
        }
      }
    }
    return py::make_tuple(handed_over(lower), paths.handed(), num_labels);
  }

 private:
  Index num_nodes_;
  Indices tail_, head_, ticks_, origin_, first_, destination_, allowed_;
  Adjacency out_, in_;
  Indices origin_of_;

  Indices path_to(const Tree& tree, Index node) const {
    Indices path;
    for (Index e = tree.arc_to[node]; e >= 0; e = tree.arc_to[tail_[e]]) path.push_back(e);
    std::reverse(path.begin(), path.end());
    return path;
  }

  bool is_late(const Indices& path, std::int64_t allowed) const {
    std::int64_t total = 0;
    for (Index e : path) total += ticks_[e];
    return total > allowed;
  }

  // Takes as much of an amount as the arcs have room for.
  static double take(const Index* begin, const Index* end, double amount, double* left,
                     double least) {
    for (const Index* e = begin; e != end; ++e) amount = std::min(amount, left[*e]);
    if (!(amount > least)) return 0.0;
    for (const Index* e = begin; e != end; ++e) left[*e] -= amount;
    return amount;
  }

  // Trees at multipliers on time: each serves all commodities of an origin that are still open,
  // and the one with the widest bracket names the next multiplier (Handler and Zang 1980).
  void search(Tree& tree, Index s, const double* weight, const double* slack, int most_trees,
              std::vector<Bracket>& brackets) const {
    double multiplier = 0.0;
    for (int round = 0; round < most_trees; ++round) {
      int targets = 0;
      for (const Bracket& b : brackets) {
        if (b.open) targets += tree.mark(destination_[b.commodity]);
      }
      if (targets == 0) return;
      const auto timed = [&](Index e) { return weight[e] + multiplier * ticks_[e]; };
      tree.grow(out_, origin_[s], timed, targets, kInf);
      double widest = -1.0;
      double next = 0.0;
      for (Bracket& b : brackets) {
        tree.unmark(destination_[b.commodity]);
        if (!b.open) continue;
        narrow(b, tree, multiplier, weight);
        if (b.lower >= b.best_cost - std::max(margin(b.best_cost), slack[b.commodity])) {
          b.open = false;
        }
        if (!b.open) continue;
        const double width = (b.best_cost - b.lower) / std::max(1e-300, slack[b.commodity]);
        if (width > widest) {
          widest = width;
          next = b.multiplier;
        }
      }
      multiplier = next;
    }
  }

  void narrow(Bracket& b, const Tree& tree, double multiplier, const double* weight) const {
    const Index target = destination_[b.commodity];
    const double allowed = allowed_[b.commodity];
    if (!tree.settled(target)) {
      b.lower = kInf;
      b.open = false;
      return;
    }
    const double bound = tree.distance[target] - multiplier * allowed;
    if (bound > b.lower) {
      b.lower = bound;
      b.best_multiplier = multiplier;
    }
    const Indices path = path_to(tree, target);
    double cost = 0.0, ticks = 0.0;
    for (Index e : path) {
      cost += weight[e];
      ticks += ticks_[e];
    }
    if (ticks > allowed) {
      if (multiplier > b.slow_at) std::tie(b.slow_cost, b.slow_ticks, b.slow_at) =
                                      std::make_tuple(cost, ticks, multiplier);
    } else {
      if (multiplier == 0.0) b.open = false;  // the cheapest of all is in time
      if (multiplier < b.fast_at) std::tie(b.fast_cost, b.fast_ticks, b.fast_at) =
                                      std::make_tuple(cost, ticks, multiplier);
      if (cost < b.best_cost - margin(b.best_cost)) {
        b.best_cost = cost;
        b.path = path;
      }
    }
    if (b.slow_at < 0) return;
    b.multiplier = (b.fast_cost - b.slow_cost) / (b.slow_ticks - b.fast_ticks);
    // No multiplier between the two that are known: the bound cannot rise any more.
    if (!(b.multiplier > b.slow_at && b.multiplier < b.fast_at)) b.open = false;
    if (b.multiplier == multiplier) b.open = false;
  }

  struct Label {
    Index node, ticks, parent, arc;
    double cost;
  };

  struct After {
    const std::vector<Label>* labels;
    bool operator()(Index a, Index b) const {
      const Label& one = (*labels)[a];
      const Label& other = (*labels)[b];
      if (one.ticks != other.ticks) return one.ticks > other.ticks;
      if (one.cost != other.cost) return one.cost > other.cost;
      return a > b;
    }
  };
  using Queue = std::priority_queue<Index, Indices, After>;

  // A commodity whose cheapest path in time is wanted: below the cutoff, and what it found.
  struct Goal {
    Index commodity, label;
    double cutoff;
    const double *cheap, *fast, *mixed;  // distances from every node to its target
  };

  // Label setting from one origin to the targets of many commodities, in the order of time:
  // a label counts where it is cheaper than all that were there before it.
  class Labels {
   public:
    Labels(const Graph& graph, const double* weight, double multiplier)
        : graph_(graph), weight_(weight), multiplier_(multiplier), least_(graph.num_nodes_),
          most_cost_(graph.num_nodes_), most_mixed_(graph.num_nodes_), latest_(graph.num_nodes_),
          goals_at_(graph.num_nodes_) {}

    std::int64_t size() const { return static_cast<std::int64_t>(labels_.size()); }

    Indices path_of(Index label) const {
      Indices path;
      for (; label > 0; label = labels_[label].parent) path.push_back(labels_[label].arc);
      std::reverse(path.begin(), path.end());
      return path;
    }

    void search(Index origin, std::vector<Goal>& goals) {
      labels_.clear();
      if (!has_goal(origin, goals)) return;
      std::fill(least_.begin(), least_.end(), kInf);
      Queue queue(After{&labels_});
      labels_.push_back({origin, 0, -1, -1, 0.0});
      queue.push(0);
      while (!queue.empty()) {
        const Index at = queue.top();
        queue.pop();
        const Label label = labels_[at];
        if (label.cost >= least_[label.node]) continue;
        least_[label.node] = label.cost;
        for (Goal* goal : goals_at_[label.node]) {
          if (label.ticks > graph_.allowed_[goal->commodity]) continue;
          if (label.cost >= goal->cutoff) continue;
          goal->cutoff = label.cost;
          goal->label = at;
        }
        extend(queue, at, label);
      }
      for (const Goal& goal : goals) goals_at_[graph_.destination_[goal.commodity]].clear();
    }

   private:
    // Finds how dear and how late a label may be at each node to be of use for some goal.
    bool has_goal(Index origin, std::vector<Goal>& goals) {
      std::fill(most_cost_.begin(), most_cost_.end(), -kInf);
      std::fill(most_mixed_.begin(), most_mixed_.end(), -kInf);
      std::fill(latest_.begin(), latest_.end(), -1.0);
      bool any = false;
      for (Goal& goal : goals) {
        const double allowed = graph_.allowed_[goal.commodity];
        if (goal.cheap[origin] >= goal.cutoff || goal.fast[origin] > allowed) continue;
        any = true;
        goals_at_[graph_.destination_[goal.commodity]].push_back(&goal);
        for (Index v = 0; v < graph_.num_nodes_; ++v) {
          const double cost = goal.cutoff - goal.cheap[v], time = allowed - goal.fast[v];
          if (cost <= 0.0 || time < 0.0) continue;
          const double mixed = goal.cutoff + multiplier_ * allowed - goal.mixed[v];
          most_cost_[v] = std::max(most_cost_[v], cost);
          most_mixed_[v] = std::max(most_mixed_[v], mixed);
          latest_[v] = std::max(latest_[v], time);
        }
      }
      return any;
    }

    void extend(Queue& queue, Index at, const Label& label) {
      const Adjacency& out = graph_.out_;
      for (Index i = out.first[label.node]; i < out.first[label.node + 1]; ++i) {
        const Index e = out.arc[i], node = out.end[i];
        const Index ticks = label.ticks + graph_.ticks_[e];
        if (ticks > latest_[node]) continue;
        const double cost = label.cost + weight_[e];
        if (cost >= least_[node] || cost >= most_cost_[node]) continue;
        if (cost + multiplier_ * ticks >= most_mixed_[node]) continue;
        labels_.push_back({node, ticks, at, e, cost});
        queue.push(static_cast<Index>(labels_.size() - 1));
      }
    }

    const Graph& graph_;
    const double* weight_;
    double multiplier_;
    Doubles least_, most_cost_, most_mixed_, latest_;
    std::vector<std::vector<Goal*>> goals_at_;
    std::vector<Label> labels_;
  };
};

// ---------------------------------------------------------------- the interior point master

// Sum of y over the rows of each column.
py::array_t<double> column_sums(const Array<std::int64_t>& first, const Array<Index>& rows,
                                const Array<double>& y) {
  const py::ssize_t columns = first.size() - 1;
  py::array_t<double> sums(columns);
  double* out = sums.mutable_data();
  py::gil_scoped_release release;
  for (py::ssize_t p = 0; p < columns; ++p) {
    double total = 0.0;
    for (auto i = first.data()[p]; i < first.data()[p + 1]; ++i) {
      total += y.data()[rows.data()[i]];
    }
    out[p] = total;
  }
  return sums;
}

// Sum of x over the columns of each row.
py::array_t<double> row_sums(const Array<std::int64_t>& first, const Array<Index>& rows,
                             const Array<double>& x, Index num_rows) {
  Doubles sums(num_rows, 0.0);
  {
    py::gil_scoped_release release;
    for (py::ssize_t p = 0; p < first.size() - 1; ++p) {
      for (auto i = first.data()[p]; i < first.data()[p + 1]; ++i) {
        sums[rows.data()[i]] += x.data()[p];
      }
    }
  }
  return handed_over(sums);
}

// What a column has that the key column of its commodity has not (1), and the reverse (-1).
struct Difference {
  Indices rows;
  Doubles sign;

  // Both columns list their rows in order.
  void take(const Index* one, const Index* one_end, const Index* key, const Index* key_end) {
    rows.clear();
    sign.clear();
    while (one != one_end || key != key_end) {
      if (key == key_end || (one != one_end && *one < *key)) {
        add(*one++, 1.0);
      } else if (one == one_end || *key < *one) {
        add(*key++, -1.0);
      } else {
        ++one;
        ++key;
      }
    }
  }

 private:
  void add(Index row, double value) {
    rows.push_back(row);
    sign.push_back(value);
  }
};

// A square matrix of which only the lower triangle is kept.
class Lower {
 public:
  Lower(double* values, Index size) : values_(values), size_(size) {
    std::fill(values, values + static_cast<std::size_t>(size) * size, 0.0);
  }

  // Adds scale v v' for a vector v with entries in the given rows, in order.
  void add(const Indices& rows, const Doubles& v, double scale) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      double* line = values_ + static_cast<std::size_t>(rows[i]) * size_;
      const double scaled = scale * v[i];
      for (std::size_t j = 0; j <= i; ++j) line[rows[j]] += scaled * v[j];
    }
  }

 private:
  double* values_;
  Index size_;
};

// Lower triangle of B D B' - (B D E')(E D E')^-1 (E D B'), taken as differences from the column
// of most weight of each commodity, so that nothing cancels. Columns list their rows in order.
py::array_t<double> schur(const Array<std::int64_t>& first, const Array<Index>& rows,
                          const Array<std::int64_t>& group, const Array<double>& weights,
                          Index num_rows) {
  py::array_t<double> matrix({num_rows, num_rows});
  double* values = matrix.mutable_data();
  py::gil_scoped_release release;
  Lower lower(values, num_rows);
  Difference g;
  Doubles sum(num_rows, 0.0), entries;
  Indices summed;
  const double* weight = weights.data();
  const auto begin = [&](py::ssize_t p) { return rows.data() + first.data()[p]; };
  for (py::ssize_t k = 0; k < group.size() - 1; ++k) {
    const auto start = group.data()[k], stop = group.data()[k + 1];
    const auto key = std::max_element(weight + start, weight + stop) - weight;
    double total = 0.0;
    for (auto p = start; p < stop; ++p) total += weight[p];
    for (auto p = start; p < stop; ++p) {
      if (p == key) continue;
      g.take(begin(p), begin(p + 1), begin(key), begin(key + 1));
      if (stop - start == 2) {  // both terms in one
        lower.add(g.rows, g.sign, weight[p] * (weight[key] / total));
        continue;
      }
      lower.add(g.rows, g.sign, weight[p]);
      for (std::size_t i = 0; i < g.rows.size(); ++i) {
        if (sum[g.rows[i]] == 0.0) summed.push_back(g.rows[i]);
        sum[g.rows[i]] += weight[p] * g.sign[i];
      }
    }
    std::sort(summed.begin(), summed.end());
    summed.erase(std::unique(summed.begin(), summed.end()), summed.end());
    entries.clear();
    for (Index r : summed) {
      entries.push_back(sum[r]);
      sum[r] = 0.0;
    }
    lower.add(summed, entries, -1.0 / total);
    summed.clear();
  }
  return matrix;
}

// Solves L L' x = b by the lower triangle of a Cholesky factor.
py::array_t<double> cholesky_solve(const Array<double>& factor, const Array<double>& right) {
  const py::ssize_t n = right.size();
  Doubles x = copied(right);
  const double* l = factor.data();
  {
    py::gil_scoped_release release;
    for (py::ssize_t i = 0; i < n; ++i) {
      const double* line = l + i * n;
      double lanes[4] = {0.0, 0.0, 0.0, 0.0};
      py::ssize_t j = 0;
      for (; j + 4 <= i; j += 4) {
        for (int lane = 0; lane < 4; ++lane) lanes[lane] += line[j + lane] * x[j + lane];
      }
      for (; j < i; ++j) lanes[0] += line[j] * x[j];
      x[i] = (x[i] - (lanes[0] + lanes[1]) - (lanes[2] + lanes[3])) / line[i];
    }
    for (py::ssize_t i = n - 1; i >= 0; --i) {
      const double* line = l + i * n;
      x[i] /= line[i];
      for (py::ssize_t j = 0; j < i; ++j) x[j] -= line[j] * x[i];
    }
  }
  return handed_over(x);
}

}  // namespace

PYBIND11_MODULE(_flow, m) {
  m.doc() = "The compiled kernels of the multicommodity flow solver.";
  py::class_<Graph>(m, "Graph")
      .def(py::init<Index, const Array<Index>&, const Array<Index>&, const Array<Index>&,
                    const Array<Index>&, const Array<Index>&, const Array<Index>&,
                    const Array<Index>&>(),
           py::arg("num_nodes"), py::arg("tail"), py::arg("head"), py::arg("ticks"),
           py::arg("origin"), py::arg("first"), py::arg("destination"), py::arg("ticks_allowed"))
      .def("shortest", &Graph::shortest)
      .def("in_time", &Graph::in_time)
      .def("place", &Graph::place)
      .def("distances_to", &Graph::distances_to)
      .def("exact_in_time", &Graph::exact_in_time);
  m.def("column_sums", &column_sums);
  m.def("row_sums", &row_sums);
  m.def("schur", &schur);
  m.def("cholesky_solve", &cholesky_solve);
}
