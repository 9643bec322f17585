#include "server/api/faults.hpp"

#include <utility>

namespace rds::api {

namespace {

std::string filled(std::string_view pattern, std::string_view parameter) {
    std::string text{pattern};
    if (auto const hole = text.find("{}"); hole != std::string::npos)
        text.replace(hole, 2, parameter);
    return text;
}

}  // namespace

Fault::Fault(FaultKind const& kind, std::string_view parameter)
    : kind_{&kind},
      status_{kind.status},
      code_{filled(kind.code, parameter)},
      message_{filled(kind.message, parameter)} {}

Fault::Fault(std::string code, int status, std::string message)
    : status_{status}, code_{std::move(code)}, message_{std::move(message)} {}

Fault Fault::hinting(std::string hint) && {
    hint_ = std::move(hint);
    return std::move(*this);
}

}  // namespace rds::api
