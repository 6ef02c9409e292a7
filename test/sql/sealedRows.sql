-- sealedRows.page
 select "approval_id", "revision", null as bound, sealed
from "approval"
where true and sealed is not null
order by "approval_id", "revision"
limit ?;

 select "code", "revision", null as bound, sealed
from "legal_hold"
where true and sealed is not null
order by "code", "revision"
limit ?;

 select "code", "revision", null as bound, sealed
from "protective_mark"
where true and sealed is not null
order by "code", "revision"
limit ?;

 select "credential_id", null as bound, sealed
from "credential"
where true and sealed is not null
order by "credential_id"
limit ?;

 select "extract_no", "part", "chunk", null as bound, sealed
from "extract_chunk"
where true and sealed is not null
order by "extract_no", "part", "chunk"
limit ?;

 select "letter_no", "edition", "chunk", null as bound, sealed
from "letter_chunk"
where true and sealed is not null
order by "letter_no", "edition", "chunk"
limit ?;

 select "record_no", "approved_by", null as bound, sealed
from "retention_approval"
where true and sealed is not null
order by "record_no", "approved_by"
limit ?;

 select "record_no", "version", null as bound, sealed
from "amendment"
where true and sealed is not null
order by "record_no", "version"
limit ?;

 select "request_no", "step", null as bound, sealed
from "disclosure_step"
where true and sealed is not null
order by "request_no", "step"
limit ?;

 select "request_no", null as bound, sealed
from "disclosure_request"
where true and sealed is not null
order by "request_no"
limit ?;

 select "run_id", "record_no", "approved_by" as bound, sealed
from "erasure"
where true and sealed is not null
order by "run_id", "record_no"
limit ?;

 select "user_id", null as bound, sealed
from "console_user"
where true and sealed is not null
order by "user_id"
limit ?;

 select "wording_id", "digest" as bound, sealed
from "wording"
where true and sealed is not null
order by "wording_id"
limit ?;

-- sealedRows.replace
update "wording"
set sealed = ?
where "wording_id" = ? and substr(sealed, 1, 15) = ?;

update "wording"
set sealed = unhex(replacement.value ->> 1)
from json_each(?) as replacement
where "wording"."wording_id" = replacement.value ->> 0 and substr(sealed, 1, 15) = unhex(replacement.value ->> 2);
