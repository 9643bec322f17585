#pragma once

namespace rds::storage {

namespace sqlite {
class Connection;
}

// Brings an account's database to the newest schema. Throws sqlite::Error as sqlite::migrate does.
void migrate_account(sqlite::Connection& database);

}  // namespace rds::storage
