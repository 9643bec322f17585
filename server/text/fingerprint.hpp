#pragma once

#include <cstdint>
#include <string_view>

namespace rds::text {

// A number that texts in an order have in common with hardly any others: FNV-1a of 64 bits, the
// same on every machine. Tells a changed question from the same one; keeps out nobody who means to
// deceive.
class Fingerprint {
  public:
    void add(std::string_view text) {
        for (auto const c : text)
            mix(static_cast<unsigned char>(c));
        mix(kEnd);
    }

    std::uint64_t value() const { return value_; }

  private:
    // No text of UTF-8 has it.
    static constexpr unsigned char kEnd = 0xFF;

    void mix(unsigned char byte) { value_ = (value_ ^ byte) * 1'099'511'628'211U; }

    std::uint64_t value_ = 14'695'981'039'346'656'037U;
};

}  // namespace rds::text
