#pragma once

#include "storage/tenant/tenant.hpp"

#include <stdexcept>
#include <string>

namespace rds::codec {

// A state that no document can say. what() is a sentence for the caller.
class NotExportable : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// The tenant as a document that, when it is loaded, makes the same tenant again. Outside
// transactions. Throws NotExportable.
std::string exported(storage::Tenant::Entered const& entered);

}  // namespace rds::codec
