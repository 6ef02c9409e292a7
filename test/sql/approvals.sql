-- approvals.find
select *
from "approval"
where "approval_id" = ?
order by "revision";

-- approvals.list
select "a".*
from (select "q"."approval_id", "q"."at"
from "approval" as "q"
where q.revision = 1 and "q"."kind" in (select value
from json_each(?)) and "q"."subject" = ?
order by "q"."at" desc, "q"."approval_id" desc
limit ?) as "asked"
inner join "approval" as "a" on "a"."approval_id" = "asked"."approval_id"
order by "asked"."at" desc, "a"."approval_id" desc, "a"."revision";

select "a".*
from (select "q"."approval_id", "q"."at"
from "approval" as "q"
where q.revision = 1 and "q"."kind" in (select value
from json_each(?)) and (q.at, q.approval_id) < (?, ?)
order by "q"."at" desc, "q"."approval_id" desc
limit ?) as "asked"
inner join "approval" as "a" on "a"."approval_id" = "asked"."approval_id"
order by "asked"."at" desc, "a"."approval_id" desc, "a"."revision";

select "a".*
from (select "q"."approval_id", "q"."at"
from "approval" as "q"
where q.revision = 1 and "q"."kind" in (select value
from json_each(?)) and not exists (select "answer"."revision"
from "approval" as "answer"
where "answer"."approval_id" = "q"."approval_id" and "answer"."revision" = ?)
order by "q"."at" desc, "q"."approval_id" desc
limit ?) as "asked"
inner join "approval" as "a" on "a"."approval_id" = "asked"."approval_id"
order by "asked"."at" desc, "a"."approval_id" desc, "a"."revision";

-- approvals.insert
insert into "approval" ("approval_id", "revision", "kind", "subject", "state", "at", "by", "sealed")
values (?, ?, ?, ?, ?, ?, ?, ?);
