#include "storage/fault_rules.hpp"

namespace rds::storage {

namespace {

constexpr auto kCloses = std::to_array<std::string_view>({"before", "after"});
constexpr auto kBodies = std::to_array<std::string_view>({"empty", "truncated"});

constexpr std::int64_t kMostCalls = 1'000'000'000;

constexpr Rule turn(std::string_view about, std::string_view otherwise = {}) {
    return {.about = about, .least = 1, .most = 1'000'000, .otherwise = otherwise};
}

constexpr Rule duration(std::string_view about) {
    return {
        .about = about,
        .title = "a duration like 500ms, 6s, 30m, 2h or 1d",
        .longest = 64,
    };
}

constexpr Rule kParameter{.longest = 256};

constexpr std::array kFields{
    field<&FaultRule::id>("id", {}, {.is_key = true, .is_internal = true}),
    field<&FaultRule::action>(
        "action",
        {.about = "Absent: every action.",
         .title = "the name of an action, such as DescribeBackupTasks",
         .pattern = "^[A-Za-z][A-Za-z0-9]*$",
         .longest = 64},
        {.is_optional = true}
    ),
    field<&FaultRule::parameters>(
        "parameters",
        {.about = "What a call must have: the exact value, after decoding, of each of these "
                  "parameters; an empty one stands for a parameter that is not given.",
         .most_elements = 16,
         .element = &kParameter},
        {.is_optional = true}
    ),
    field<&FaultRule::first>("first", turn("It strikes so many calls, the first that match.", "1")),
    field<&FaultRule::every>(
        "every",
        turn("Instead of first: of the calls that match it strikes every Nth.")
    ),
    field<&FaultRule::after>(
        "after",
        turn("Instead of first: it strikes all calls that match but the first so many.")
    ),
    field<&FaultRule::always>(
        "always",
        {.about = "Instead of first: it strikes all calls that match.", .otherwise = "false"},
        {.is_optional = true}
    ),
    field<&FaultRule::until>(
        "until",
        {.about = "On the account's clock: from then on it strikes no more. A duration counts "
                  "from when the rule is added.",
         .title = "an instant in UTC like 2026-01-02T03:04:05Z or a duration like 500ms, 6s, "
                  "30m, 2h or 1d",
         .longest = 64,
         .counts_from_now = true}
    ),
    field<&FaultRule::code>(
        "code",
        {.about = "The call is refused with this code, having changed nothing: one that the "
                  "action may answer (of a rule for every action: that any may answer), or any "
                  "other together with status and message.",
         .title = "an error code, such as InternalFailure",
         .pattern = "^[A-Za-z][A-Za-z0-9._]*$",
         .longest = 128},
        {.is_optional = true}
    ),
    field<&FaultRule::status>(
        "status",
        {.about = "The HTTP status of a code that the action does not document.",
         .title = "the HTTP status of an error, 400 to 599",
         .least = 400,
         .most = 599},
        {.only_with = "code"}
    ),
    field<&FaultRule::message>(
        "message",
        {.about = "The message of a code that the action does not document.", .longest = 1024},
        {.only_with = "code"}
    ),
    field<&FaultRule::retry_after>(
        "retryAfter",
        duration("What the header x-acs-retry-after of the refusal says, there in "
                 "milliseconds; at most 1d."),
        {.only_with = "code"}
    ),
    field<&FaultRule::delay>(
        "delay",
        duration("How long the answer is held back, by the machine's clock; at most 10m. What "
                 "the call does, it does at once.")
    ),
    field<&FaultRule::close>(
        "close",
        {.about = "The connection is closed without an answer: before the call is handled, "
                  "which then has changed nothing, or after what it did is committed.",
         .words = kCloses}
    ),
    field<&FaultRule::body>(
        "body",
        {.about = "The answer has an empty body, or is cut off in the middle of its body.",
         .words = kBodies}
    ),
    field<&FaultRule::content_type>(
        "contentType",
        {.about = "The answer's content type; its body stays as it is.",
         .title = "a content type of 1 to 128 printable ASCII characters, such as text/html",
         .pattern = "^[!-~][ -~]*$",
         .longest = 128},
        {.is_optional = true}
    ),
    field<&FaultRule::calls>(
        "calls",
        {.about = "How many calls it has been tried on already. Absent: as many as it has "
                  "struck.",
         .least = 0,
         .most = kMostCalls,
         .has_default = false}
    ),
    field<&FaultRule::hits>(
        "hits",
        {.about = "How many of them it has struck.", .least = 0, .most = kMostCalls}
    ),
    field<&FaultRule::answered_status>("answeredStatus", {}, {.is_internal = true}),
    field<&FaultRule::answered_message>("answeredMessage", {}, {.is_internal = true}),
};

}  // namespace

Table const& fault_rules_table() {
    static Table const table{
        {.name = "fault_rules",
         .noun = "fault",
         .about = "A rule by which calls are struck: which (action, parameters), when (first, "
                  "every, after, always, until), and what happens to them (code, delay, close, "
                  "body, contentType; at least one). The oldest rule that strikes a call wins, and "
                  "younger ones do not count it.",
         .fields = kFields,
         .make = new_row<FaultRule>,
         .most = 1000,
         .constraints = {"hits BETWEEN 0 AND calls"}}};
    return table;
}

}  // namespace rds::storage
