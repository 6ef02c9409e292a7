-- sessions.findByDigest
select *
from "console_session"
where "digest" = ?;

-- sessions.listOf
select *
from "console_session"
where "user_id" = ?
order by "started_at" desc, "session_id";

-- sessions.insert
insert into "console_session" ("session_id", "digest", "user_id", "method", "started_at", "seen_at", "reason_until")
values (?, ?, ?, ?, ?, ?, ?);

-- sessions.touch
update "console_session"
set "seen_at" = ?
where "session_id" = ?;

-- sessions.giveReason
update "console_session"
set "reason_until" = ?
where "session_id" = ?;

-- sessions.end
delete
from "console_session"
where "session_id" = ?;

-- sessions.endAll
delete
from "console_session"
where "user_id" = ? and "session_id" <> ?;

-- sessions.sweep
delete
from "console_session"
where ("started_at" < ? or "seen_at" < ?);

delete
from "one_time_link"
where "expires_at" <= ?;

-- sessions.findLink
select *
from "one_time_link"
where "digest" = ?;

-- sessions.insertLink
insert into "one_time_link" ("digest", "user_id", "made_at", "expires_at")
values (?, ?, ?, ?);

-- sessions.removeLinks
delete
from "one_time_link"
where "user_id" is ?;

delete
from "one_time_link"
where "user_id" is null;

-- sessions.spend
delete
from "spent_once"
where "forget_at" <= ?;

insert into "spent_once" ("digest", "forget_at")
values (?, ?);

-- sessions.unspend
delete
from "spent_once"
where "digest" = ?;

-- sessions.newestAttempt
select "attempt", "at"
from "sign_in_attempt"
where "digest" = ?
order by "attempt" desc
limit ?;

-- sessions.insertAttempt
delete
from "sign_in_attempt"
where "at" < ? and "digest" not in (select "digest"
from "console_user");

insert into "sign_in_attempt" ("digest", "attempt", "at")
values (?, ?, ?);

-- sessions.clearAttempts
delete
from "sign_in_attempt"
where "digest" = ?;
