#pragma once

#include "server/emulator/options.hpp"
#include "server/http/address.hpp"

#include <string>
#include <vector>

namespace rds {

// Says that the server answers: writes the first address's port to the port file (if the options
// name one; whole or not at all), then the READY line to standard output, then, if the log is for
// people, what to try and how to stop, to standard error.
void announce_ready(
    std::vector<http::Address> const& addresses,
    std::string const& example_instance,
    Options const& options
);

// So that nobody reads the port of a program that has ended: for the start, and for the end.
void remove_port_file(std::string const& port_file);

}  // namespace rds
