#include "server/api/faults.hpp"

#include <boost/algorithm/string/replace.hpp>

#include <utility>

namespace rds::api {

Fault::Fault(FaultKind const& kind, std::string_view parameter)
    : kind_{&kind},
      status_{kind.status},
      code_{boost::replace_first_copy(std::string{kind.code}, "{}", parameter)},
      message_{boost::replace_first_copy(std::string{kind.message}, "{}", parameter)} {}

Fault::Fault(std::string code, int status, std::string message)
    : status_{status}, code_{std::move(code)}, message_{std::move(message)} {}

Fault Fault::hinting(std::string hint) && {
    hint_ = std::move(hint);
    return std::move(*this);
}

}  // namespace rds::api
