#pragma once

#include "server/api/catalog.hpp"

namespace rds::actions {

// Every action that is emulated: the only list of them.
api::Catalog catalog();

}  // namespace rds::actions
