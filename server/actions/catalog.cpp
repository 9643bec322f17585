#include "server/actions/catalog.hpp"

namespace rds::actions {

api::Action create_backup();
api::Action describe_backup_tasks();

api::Catalog catalog() {
    return api::Catalog{{
        create_backup(),
        describe_backup_tasks(),
    }};
}

}  // namespace rds::actions
