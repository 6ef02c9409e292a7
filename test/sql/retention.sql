-- retention.listHolds
select "r".*
from "legal_hold" as "r"
where "r"."revision" = (select max("any"."revision") as "revision"
from "legal_hold" as "any"
where "any"."code" = "r"."code")
order by "r"."code";

-- retention.findHold
select "r".*
from "legal_hold" as "r"
where "r"."revision" = (select max("any"."revision") as "revision"
from "legal_hold" as "any"
where "any"."code" = "r"."code") and "r"."code" = ?;

-- retention.insertHold
insert into "legal_hold" ("code", "revision", "released", "at", "by", "sealed")
values (?, ?, ?, ?, ?, ?);

-- retention.newestAuditNo
select "audit_no"
from "audit_event"
order by "audit_no" desc
limit ?;

-- retention.holdsMayHaveChanged
select "audit_no"
from "audit_event"
where "audit_no" > ? and "kind" not in (select value
from json_each(?))
limit ?;

-- retention.findNewestAudit
select "at", "kind", "actor", "detail"
from "audit_event"
where "kind" = ?
order by "audit_no" desc
limit ?;

-- retention.insertRun
insert into "retention_run" ("as_of", "dry_run", "started_at", "started_by", "beat_at", "state", "report")
values (?, ?, ?, ?, ?, ?, ?);

-- retention.findRun
select *
from "retention_run"
where "run_id" = ?;

-- retention.listRuns
select *
from "retention_run"
where "dry_run" = ?
order by "run_id" desc
limit ?;

select *
from "retention_run"
where "state" = ? and "dry_run" = ?
order by "run_id" desc
limit ?;

select *
from "retention_run"
where "state" = ?
order by "run_id" desc
limit ?;

-- retention.beat
update "retention_run"
set "beat_at" = ?
where "run_id" = ? and "state" = ?;

-- retention.requestStop
update "retention_run"
set "stop_requested" = ?
where "state" = ? and "run_id" = ?;

-- retention.requestStopAsOf
update "retention_run"
set "stop_requested" = ?
where "state" = ? and "dry_run" = ? and "as_of" = ?;

-- retention.finishRun
update "retention_run"
set "state" = ?, "finished_at" = ?, "report" = ?
where "run_id" = ? and "state" = ?;

-- retention.isCleaningOwed
select "run_id"
from "retention_run"
where cleaned_at is null and (erased > 0 or report ->> '$.requests_redacted' > 0)
limit ?;

-- retention.markCleaned
update "retention_run"
set "cleaned_at" = ?
where cleaned_at is null and (erased > 0 or report ->> '$.requests_redacted' > 0);

-- retention.findPointedTo
 select distinct third_party_id as id
from record
where record_no in (select value
from json_each(?)) and third_party_id is not null;

 select third_party_wording_id as id
from record
where record_no in (select value
from json_each(?))
union select items_wording_id
from record
where record_no in (select value
from json_each(?)) and items_wording_id is not null
union select terms_wording_id
from record
where record_no in (select value
from json_each(?)) and terms_wording_id is not null
union select line.value
from record, json_each(record.lines) as line
where record_no in (select value
from json_each(?));

-- retention.eraseBatch
delete
from "expiry_count"
where records = 0;

delete
from "provision_count"
where records = 0;

delete
from amendment
where record_no in ( select e.record_no
from json_each(?) as judged
cross join erased_record as e on e.record_no = judged.value);

delete
from line
where (wording_id, record_no) in ( select named.value, r.record_no
from record as r, json_each(r.lines) as named
where r.record_no in ( select e.record_no
from json_each(?) as judged
cross join erased_record as e on e.record_no = judged.value));

delete
from look_up_key
where wording_id in (select value
from json_each(?)) and not exists (select 1
from line
where line.wording_id = "look_up_key"."wording_id") and not exists (select 1
from record as r
where r.third_party_wording_id = "look_up_key"."wording_id") and not exists (select 1
from record as r
where r.items_wording_id = "look_up_key"."wording_id") and not exists (select 1
from record as r
where r.terms_wording_id = "look_up_key"."wording_id") and not exists (select 1
from third_party_revision as t
where t.wording_id = "look_up_key"."wording_id");

delete
from protected_line
where record_no in ( select e.record_no
from json_each(?) as judged
cross join erased_record as e on e.record_no = judged.value);

delete
from record
where record_no in ( select e.record_no
from json_each(?) as judged
cross join erased_record as e on e.record_no = judged.value);

delete
from retention_approval
where record_no in ( select e.record_no
from json_each(?) as judged
cross join erased_record as e on e.record_no = judged.value);

delete
from third_party
where third_party_id in (select value
from json_each(?)) and not exists (select 1
from record as r
where r.third_party_id = third_party.third_party_id) and not exists ( select 1
from third_party_revision as t
where t.third_party_id = third_party.third_party_id);

delete
from wording
where wording_id in (select value
from json_each(?)) and not exists (select 1
from line
where line.wording_id = "wording"."wording_id") and not exists (select 1
from record as r
where r.third_party_wording_id = "wording"."wording_id") and not exists (select 1
from record as r
where r.items_wording_id = "wording"."wording_id") and not exists (select 1
from record as r
where r.terms_wording_id = "wording"."wording_id") and not exists (select 1
from third_party_revision as t
where t.wording_id = "wording"."wording_id");

insert into audit_event (at, kind, actor, detail) select ?, 'retention.records_erased', ?, json_object( 'run_id', ?, 'first_record_no', min(record_no), 'last_record_no', max(record_no), 'count', count(*))
from erasure
where run_id = ? and record_no in ( select e.record_no
from json_each(?) as judged
cross join erased_record as e on e.record_no = judged.value) having count(*) > 0;

insert into erased_record (record_no, event_digest) select r.record_no, unhex(judged.value ->> 2)
from json_each(?) as judged
cross join record as r on r.record_no = judged.value ->> 0 and r.version = judged.value ->> 1
where not exists ( select 1
from record as later
where later.record_no = r.record_no and later.version = r.version + 1) and exists ( select 1
from retention_run
where run_id = ? and state = 'running' and dry_run = 0 and stop_requested = 0) and not exists ( select 1
from audit_event
where audit_no > ? and kind not in (select value
from json_each(?)));

insert into erasure select ?, judged.value ->> 0, judged.value ->> 1, judged.value ->> 2, judged.value ->> 3, judged.value ->> 4, judged.value ->> 5, judged.value ->> 6, judged.value ->> 7, judged.value ->> 8, judged.value ->> 9, judged.value ->> 10, iif(judged.value ->> 11, null, a.sealed)
from json_each(?) as judged
cross join erased_record as e on e.record_no = judged.value ->> 0
left join retention_approval as a on a.record_no = judged.value ->> 0 and a.approved_by = judged.value ->> 10;

insert into expiry_count (keep_through, rule, retention_class, hidden, records) select r.keep_through, r.rule, r.retention_class, 0, -1 * count(*)
from current_record as r
where r.record_no in ( select e.record_no
from json_each(?) as judged
cross join erased_record as e on e.record_no = judged.value) and r.record_no >= (select counted_from
from counting) and +r.keep_through is not null group by 1, 2, 3
on conflict do update
set records = records + excluded.records;

insert into expiry_count (keep_through, rule, retention_class, hidden, records) select r.keep_through, r.rule, r.retention_class, 1, -1 * count(*)
from current_record as r
where r.record_no in ( select e.record_no
from json_each(?) as judged
cross join erased_record as e on e.record_no = judged.value) and r.record_no >= (select counted_from
from counting) and exists (select 1
from protected_line as p
where p.record_no = r.record_no) and not case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end and +r.keep_through is not null group by 1, 2, 3
on conflict do update
set records = records + excluded.records;

insert into provision_count ( month, direction, basis, third_party_id, hidden, records, lacking, conflicting) select substr(r.occurred_on, 1, 7), r.direction, r.basis, coalesce(r.third_party_id, 0), 0, -1 * count(*), -1 * count(iif(r.gaps glob '*[A-Z]*', 1, null)), -1 * count(iif(r.gaps glob '*[a-z]*', 1, null))
from current_record as r
where r.record_no in ( select e.record_no
from json_each(?) as judged
cross join erased_record as e on e.record_no = judged.value) and r.record_no >= (select counted_from
from counting) and r.void is null group by 1, 2, 3, 4
on conflict do update
set records = records + excluded.records, lacking = lacking + excluded.lacking, conflicting = conflicting + excluded.conflicting;

insert into provision_count ( month, direction, basis, third_party_id, hidden, records, lacking, conflicting) select substr(r.occurred_on, 1, 7), r.direction, r.basis, coalesce(r.third_party_id, 0), 1, -1 * count(*), -1 * count(iif(r.gaps glob '*[A-Z]*', 1, null)), -1 * count(iif(r.gaps glob '*[a-z]*', 1, null))
from current_record as r
where r.record_no in ( select e.record_no
from json_each(?) as judged
cross join erased_record as e on e.record_no = judged.value) and r.record_no >= (select counted_from
from counting) and exists (select 1
from protected_line as p
where p.record_no = r.record_no) and not case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end and r.void is null group by 1, 2, 3, 4
on conflict do update
set records = records + excluded.records, lacking = lacking + excluded.lacking, conflicting = conflicting + excluded.conflicting;

update retention_run
set beat_at = ?, batches = batches + 1, erased = erased + ( select count(*)
from erasure
where run_id = ? and record_no in ( select e.record_no
from json_each(?) as judged
cross join erased_record as e on e.record_no = judged.value))
where run_id = ?;

-- retention.findErasedBy
select "record_no"
from "erasure"
where "run_id" = ? and "record_no" in (select value
from json_each(?));

-- retention.listErasures
select *
from "erasure"
where "run_id" = ? and "record_no" > ?
order by "record_no"
limit ?;

-- retention.countHistoryBefore
select (select count(*)
from audit_event
where at < ? and audit_no < (select max(audit_no)
from audit_event)) as audit_events, (select count(*)
from erasure
where run_id in ( select run_id
from retention_run
where started_at < ?)) as erasures;

-- retention.eraseHistoryBefore
delete
from approval
where approval_id in ( select approval_id
from approval
where revision = 1 and at < ?);

delete
from audit_event
where at < ? and audit_no < (select max(audit_no)
from audit_event);

delete
from erasure
where run_id in (select run_id
from retention_run
where started_at < ?);

-- retention.pageDue
select "r"."record_no", "r"."version", "r"."source_id", "r"."event_id", "r"."direction", "r"."basis", "r"."method", "r"."rule", "r"."retention_class", "r"."recorded_at", "r"."occurred_on", "r"."filled_on", "r"."keep_through", "r"."terms_wording_id", "r"."gaps", "r"."void", json_array_length(r.lines) as "line_count", not case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end as "is_protected"
from "record" as "r"
where not exists (select "later"."version"
from "record" as "later"
where "later"."record_no" = "r"."record_no" and later.version = r.version + 1) and +r.keep_through <= ? and r.record_no in (select value
from json_each(?))
order by "r"."keep_through", "r"."record_no"
limit ?;

select "r"."record_no", "r"."version", "r"."source_id", "r"."event_id", "r"."direction", "r"."basis", "r"."method", "r"."rule", "r"."retention_class", "r"."recorded_at", "r"."occurred_on", "r"."filled_on", "r"."keep_through", "r"."terms_wording_id", "r"."gaps", "r"."void", json_array_length(r.lines) as "line_count", not case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end as "is_protected"
from "record" as "r"
where not exists (select "later"."version"
from "record" as "later"
where "later"."record_no" = "r"."record_no" and later.version = r.version + 1) and r.keep_through <= ? and exists (select 1
from record as any_version
where any_version.record_no = r.record_no and +any_version.third_party_id = ?)
order by "r"."keep_through", "r"."record_no"
limit ?;

select "r"."record_no", "r"."version", "r"."source_id", "r"."event_id", "r"."direction", "r"."basis", "r"."method", "r"."rule", "r"."retention_class", "r"."recorded_at", "r"."occurred_on", "r"."filled_on", "r"."keep_through", "r"."terms_wording_id", "r"."gaps", "r"."void", json_array_length(r.lines) as "line_count", not case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end as "is_protected"
from "record" as "r"
where not exists (select "later"."version"
from "record" as "later"
where "later"."record_no" = "r"."record_no" and later.version = r.version + 1) and r.keep_through <= ?
order by "r"."keep_through", "r"."record_no"
limit ?;

-- retention.pageOpen
select "r"."record_no", "r"."version", "r"."source_id", "r"."event_id", "r"."direction", "r"."basis", "r"."method", "r"."rule", "r"."retention_class", "r"."recorded_at", "r"."occurred_on", "r"."filled_on", "r"."keep_through", "r"."terms_wording_id", "r"."gaps", "r"."void", json_array_length(r.lines) as "line_count", not case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end as "is_protected"
from "record" as "r"
where not exists (select "later"."version"
from "record" as "later"
where "later"."record_no" = "r"."record_no" and later.version = r.version + 1) and "r"."keep_through" is null and "r"."record_no" > ?
order by "r"."record_no"
limit ?;

-- retention.findOfThirdParties
select distinct "record_no", "third_party_id"
from "record"
where "record_no" in (select value
from json_each(?)) and +third_party_id in (select value
from json_each(?));

-- retention.findApprovals
select *
from "retention_approval"
where "record_no" in (select value
from json_each(?));

-- retention.insertApprovals
delete
from retention_approval
where (record_no, approved_by) in ( select value ->> 0, value ->> 1
from json_each(?) );

insert into retention_approval (record_no, approved_by, version, approved_at, sealed) select value ->> 0, value ->> 1, value ->> 2, value ->> 3, unhex(value ->> 4)
from json_each(?);
