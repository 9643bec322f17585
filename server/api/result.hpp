#pragma once

#include "server/api/faults.hpp"

#include <utility>
#include <variant>

namespace rds::api {

// A value, or the fault that says why there is none. (std::expected is C++23.)
template <class T>
class [[nodiscard]] Result {
  public:
    // Implicit on purpose: `return job;` and `return Fault{...};` both read as they should.
    Result(T value)
        : outcome_{std::in_place_index<0>, std::move(value)} {
    }  // NOLINT(google-explicit-constructor)

    Result(Fault fault)
        : outcome_{std::in_place_index<1>, std::move(fault)} {
    }  // NOLINT(google-explicit-constructor)

    explicit operator bool() const { return outcome_.index() == 0; }

    // Only of a success.
    T& operator*() & { return std::get<0>(outcome_); }

    T const& operator*() const& { return std::get<0>(outcome_); }

    T&& operator*() && { return std::get<0>(std::move(outcome_)); }

    T* operator->() { return &std::get<0>(outcome_); }

    T const* operator->() const { return &std::get<0>(outcome_); }

    // Only of a refusal.
    Fault const& fault() const& { return std::get<1>(outcome_); }

    Fault&& fault() && { return std::get<1>(std::move(outcome_)); }

  private:
    std::variant<T, Fault> outcome_;
};

}  // namespace rds::api
