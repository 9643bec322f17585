#pragma once

#include "server/control/rest/visit.hpp"

namespace rds::control::rest {

// Also of the settings, which choose a plan.
Routes plans_routes();

}  // namespace rds::control::rest
