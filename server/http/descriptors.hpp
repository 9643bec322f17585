#pragma once

namespace rds::http {

// Raises the process's soft limit of open files so that so many connections fit beside so many
// other files, as far as the hard limit allows. Returns how many connections fit; if they are
// fewer, a warning in the log says why.
int make_room_for(int connections, int others);

}  // namespace rds::http
