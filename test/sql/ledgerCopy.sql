-- ledgerCopy.count
select count(*) as rows
from "amendment";

select count(*) as rows
from "api_key";

select count(*) as rows
from "approval";

select count(*) as rows
from "audit_event";

select count(*) as rows
from "console_user";

select count(*) as rows
from "credential";

select count(*) as rows
from "data_key";

select count(*) as rows
from "disclosure_request";

select count(*) as rows
from "disclosure_request_key";

select count(*) as rows
from "disclosure_step";

select count(*) as rows
from "erased_record";

select count(*) as rows
from "erasure";

select count(*) as rows
from "extract";

select count(*) as rows
from "extract_chunk";

select count(*) as rows
from "extract_file";

select count(*) as rows
from "extract_line";

select count(*) as rows
from "legal_hold";

select count(*) as rows
from "letter";

select count(*) as rows
from "letter_chunk";

select count(*) as rows
from "line";

select count(*) as rows
from "look_up_key";

select count(*) as rows
from "protected_line";

select count(*) as rows
from "protective_mark";

select count(*) as rows
from "record";

select count(*) as rows
from "retention_approval";

select count(*) as rows
from "retention_run";

select count(*) as rows
from "source";

select count(*) as rows
from "third_party";

select count(*) as rows
from "third_party_revision";

select count(*) as rows
from "wording";

-- ledgerCopy.page
select "approval_id", "revision", "kind", "subject", "state", "at", "by", "sealed"
from "approval"
where true
order by "approval_id", "revision"
limit ?;

select "audit_no", "at", "kind", "actor", "detail"
from "audit_event"
where true
order by "audit_no"
limit ?;

select "code", "revision", "released", "at", "by", "sealed"
from "legal_hold"
where true
order by "code", "revision"
limit ?;

select "code", "revision", "released", "at", "by", "sealed"
from "protective_mark"
where true
order by "code", "revision"
limit ?;

select "credential_id", "user_id", "kind", "digest", "created_at", "sealed"
from "credential"
where true
order by "credential_id"
limit ?;

select "extract_no", "edition", "volume", "sha256", "row_count"
from "extract_file"
where true
order by "extract_no", "edition", "volume"
limit ?;

select "extract_no", "request_no", "doc_no", "series_year", "series_number", "issued_at", "issued_by", "sha256"
from "extract"
where true
order by "extract_no"
limit ?;

select "key_id", "digest", "source_id", "scopes", "created_at", "expires_at", "revoked_at"
from "api_key"
where true
order by "key_id"
limit ?;

select "letter_no", "request_no", "kind", "doc_no", "series_year", "series_number", "issued_at", "issued_by", "sha256"
from "letter"
where true
order by "letter_no"
limit ?;

select "purpose", "key_no", "wrapped"
from "data_key"
where true
order by "purpose", "key_no"
limit ?;

select "record_no", "event_digest"
from "erased_record"
where true
order by "record_no"
limit ?;

select "record_no", "line", "extract_no", "version"
from "extract_line"
where true
order by "record_no", "line", "extract_no"
limit ?;

select "request_no", "series_year", "series_number", "received_on", "opened_at", "opened_by", "sealed", "redacted_at"
from "disclosure_request"
where true
order by "request_no"
limit ?;

select "request_no", "step", "kind", "taken_at", "taken_by", "sealed"
from "disclosure_step"
where true
order by "request_no", "step"
limit ?;

select "run_id", "as_of", "dry_run", "started_at", "started_by", "beat_at", "stop_requested", "finished_at", "state", "batches", "erased", "cleaned_at", "report"
from "retention_run"
where true
order by "run_id"
limit ?;

select "run_id", "record_no", "direction", "basis", "retention_class", "recorded_on", "filled_on", "occurred_on", "keep_through", "deletable_from", "missing", "approved_by", "sealed"
from "erasure"
where true
order by "run_id", "record_no"
limit ?;

select "source_id", "name"
from "source"
where true
order by "source_id"
limit ?;

select "third_party_id", "code"
from "third_party"
where true
order by "third_party_id"
limit ?;

select "third_party_id", "revision", "effective_on", "wording_id", "registered_at", "registered_by"
from "third_party_revision"
where true
order by "third_party_id", "revision"
limit ?;

select "user_id", "digest", "role", "created_at", "created_by", "disabled_at", "sealed"
from "console_user"
where true
order by "user_id"
limit ?;

select "wording_id", "digest", "sealed"
from "wording"
where true
order by "wording_id"
limit ?;

select coalesce(octet_length("approval_id"), 0) + 10 + coalesce(octet_length("revision"), 0) + 10 + coalesce(octet_length("kind"), 0) + 10 + coalesce(octet_length("subject"), 0) + 10 + coalesce(octet_length("state"), 0) + 10 + coalesce(octet_length("at"), 0) + 10 + coalesce(octet_length("by"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 as weight
from "approval"
where true
order by "approval_id", "revision"
limit ?;

select coalesce(octet_length("approval_id"), 0) + 10 + coalesce(octet_length("revision"), 0) + 10 + coalesce(octet_length("kind"), 0) + 10 + coalesce(octet_length("subject"), 0) + 10 + coalesce(octet_length("state"), 0) + 10 + coalesce(octet_length("at"), 0) + 10 + coalesce(octet_length("by"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 as weight
from "approval"
where true and ("approval_id", "revision") > (?, ?) and ("approval_id", "revision") <= (?, ?)
order by "approval_id", "revision"
limit ?;

select coalesce(octet_length("audit_no"), 0) + 10 + coalesce(octet_length("at"), 0) + 10 + coalesce(octet_length("kind"), 0) + 10 + coalesce(octet_length("actor"), 0) + 10 + coalesce(octet_length("detail"), 0) + 10 as weight
from "audit_event"
where true
order by "audit_no"
limit ?;

select coalesce(octet_length("audit_no"), 0) + 10 + coalesce(octet_length("at"), 0) + 10 + coalesce(octet_length("kind"), 0) + 10 + coalesce(octet_length("actor"), 0) + 10 + coalesce(octet_length("detail"), 0) + 10 as weight
from "audit_event"
where true and ("audit_no") > (?) and ("audit_no") <= (?)
order by "audit_no"
limit ?;

select coalesce(octet_length("code"), 0) + 10 + coalesce(octet_length("revision"), 0) + 10 + coalesce(octet_length("released"), 0) + 10 + coalesce(octet_length("at"), 0) + 10 + coalesce(octet_length("by"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 as weight
from "legal_hold"
where true
order by "code", "revision"
limit ?;

select coalesce(octet_length("code"), 0) + 10 + coalesce(octet_length("revision"), 0) + 10 + coalesce(octet_length("released"), 0) + 10 + coalesce(octet_length("at"), 0) + 10 + coalesce(octet_length("by"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 as weight
from "legal_hold"
where true and ("code", "revision") > (?, ?) and ("code", "revision") <= (?, ?)
order by "code", "revision"
limit ?;

select coalesce(octet_length("code"), 0) + 10 + coalesce(octet_length("revision"), 0) + 10 + coalesce(octet_length("released"), 0) + 10 + coalesce(octet_length("at"), 0) + 10 + coalesce(octet_length("by"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 as weight
from "protective_mark"
where true
order by "code", "revision"
limit ?;

select coalesce(octet_length("code"), 0) + 10 + coalesce(octet_length("revision"), 0) + 10 + coalesce(octet_length("released"), 0) + 10 + coalesce(octet_length("at"), 0) + 10 + coalesce(octet_length("by"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 as weight
from "protective_mark"
where true and ("code", "revision") > (?, ?) and ("code", "revision") <= (?, ?)
order by "code", "revision"
limit ?;

select coalesce(octet_length("credential_id"), 0) + 10 + coalesce(octet_length("user_id"), 0) + 10 + coalesce(octet_length("kind"), 0) + 10 + coalesce(octet_length("digest"), 0) + 10 + coalesce(octet_length("created_at"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 as weight
from "credential"
where true
order by "credential_id"
limit ?;

select coalesce(octet_length("credential_id"), 0) + 10 + coalesce(octet_length("user_id"), 0) + 10 + coalesce(octet_length("kind"), 0) + 10 + coalesce(octet_length("digest"), 0) + 10 + coalesce(octet_length("created_at"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 as weight
from "credential"
where true and ("credential_id") > (?) and ("credential_id") <= (?)
order by "credential_id"
limit ?;

select coalesce(octet_length("digest"), 0) + 10 + coalesce(octet_length("request_no"), 0) + 10 as weight
from "disclosure_request_key"
where true
order by "digest", "request_no"
limit ?;

select coalesce(octet_length("digest"), 0) + 10 + coalesce(octet_length("wording_id"), 0) + 10 as weight
from "look_up_key"
where true
order by "digest", "wording_id"
limit ?;

select coalesce(octet_length("extract_no"), 0) + 10 + coalesce(octet_length("edition"), 0) + 10 + coalesce(octet_length("volume"), 0) + 10 + coalesce(octet_length("sha256"), 0) + 10 + coalesce(octet_length("row_count"), 0) + 10 as weight
from "extract_file"
where true
order by "extract_no", "edition", "volume"
limit ?;

select coalesce(octet_length("extract_no"), 0) + 10 + coalesce(octet_length("edition"), 0) + 10 + coalesce(octet_length("volume"), 0) + 10 + coalesce(octet_length("sha256"), 0) + 10 + coalesce(octet_length("row_count"), 0) + 10 as weight
from "extract_file"
where true and ("extract_no", "edition", "volume") > (?, ?, ?) and ("extract_no", "edition", "volume") <= (?, ?, ?)
order by "extract_no", "edition", "volume"
limit ?;

select coalesce(octet_length("extract_no"), 0) + 10 + coalesce(octet_length("part"), 0) + 10 + coalesce(octet_length("chunk"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 + coalesce(octet_length("edition"), 0) + 10 + coalesce(octet_length("volume"), 0) + 10 as weight
from "extract_chunk"
where true
order by "extract_no", "part", "chunk"
limit ?;

select coalesce(octet_length("extract_no"), 0) + 10 + coalesce(octet_length("request_no"), 0) + 10 + coalesce(octet_length("doc_no"), 0) + 10 + coalesce(octet_length("series_year"), 0) + 10 + coalesce(octet_length("series_number"), 0) + 10 + coalesce(octet_length("issued_at"), 0) + 10 + coalesce(octet_length("issued_by"), 0) + 10 + coalesce(octet_length("sha256"), 0) + 10 as weight
from "extract"
where true
order by "extract_no"
limit ?;

select coalesce(octet_length("extract_no"), 0) + 10 + coalesce(octet_length("request_no"), 0) + 10 + coalesce(octet_length("doc_no"), 0) + 10 + coalesce(octet_length("series_year"), 0) + 10 + coalesce(octet_length("series_number"), 0) + 10 + coalesce(octet_length("issued_at"), 0) + 10 + coalesce(octet_length("issued_by"), 0) + 10 + coalesce(octet_length("sha256"), 0) + 10 as weight
from "extract"
where true and ("extract_no") > (?) and ("extract_no") <= (?)
order by "extract_no"
limit ?;

select coalesce(octet_length("key_id"), 0) + 10 + coalesce(octet_length("digest"), 0) + 10 + coalesce(octet_length("source_id"), 0) + 10 + coalesce(octet_length("scopes"), 0) + 10 + coalesce(octet_length("created_at"), 0) + 10 + coalesce(octet_length("expires_at"), 0) + 10 + coalesce(octet_length("revoked_at"), 0) + 10 as weight
from "api_key"
where true
order by "key_id"
limit ?;

select coalesce(octet_length("key_id"), 0) + 10 + coalesce(octet_length("digest"), 0) + 10 + coalesce(octet_length("source_id"), 0) + 10 + coalesce(octet_length("scopes"), 0) + 10 + coalesce(octet_length("created_at"), 0) + 10 + coalesce(octet_length("expires_at"), 0) + 10 + coalesce(octet_length("revoked_at"), 0) + 10 as weight
from "api_key"
where true and ("key_id") > (?) and ("key_id") <= (?)
order by "key_id"
limit ?;

select coalesce(octet_length("letter_no"), 0) + 10 + coalesce(octet_length("edition"), 0) + 10 + coalesce(octet_length("chunk"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 as weight
from "letter_chunk"
where true
order by "letter_no", "edition", "chunk"
limit ?;

select coalesce(octet_length("letter_no"), 0) + 10 + coalesce(octet_length("request_no"), 0) + 10 + coalesce(octet_length("kind"), 0) + 10 + coalesce(octet_length("doc_no"), 0) + 10 + coalesce(octet_length("series_year"), 0) + 10 + coalesce(octet_length("series_number"), 0) + 10 + coalesce(octet_length("issued_at"), 0) + 10 + coalesce(octet_length("issued_by"), 0) + 10 + coalesce(octet_length("sha256"), 0) + 10 as weight
from "letter"
where true
order by "letter_no"
limit ?;

select coalesce(octet_length("letter_no"), 0) + 10 + coalesce(octet_length("request_no"), 0) + 10 + coalesce(octet_length("kind"), 0) + 10 + coalesce(octet_length("doc_no"), 0) + 10 + coalesce(octet_length("series_year"), 0) + 10 + coalesce(octet_length("series_number"), 0) + 10 + coalesce(octet_length("issued_at"), 0) + 10 + coalesce(octet_length("issued_by"), 0) + 10 + coalesce(octet_length("sha256"), 0) + 10 as weight
from "letter"
where true and ("letter_no") > (?) and ("letter_no") <= (?)
order by "letter_no"
limit ?;

select coalesce(octet_length("purpose"), 0) + 10 + coalesce(octet_length("key_no"), 0) + 10 + coalesce(octet_length("wrapped"), 0) + 10 as weight
from "data_key"
where true
order by "purpose", "key_no"
limit ?;

select coalesce(octet_length("purpose"), 0) + 10 + coalesce(octet_length("key_no"), 0) + 10 + coalesce(octet_length("wrapped"), 0) + 10 as weight
from "data_key"
where true and ("purpose", "key_no") > (?, ?) and ("purpose", "key_no") <= (?, ?)
order by "purpose", "key_no"
limit ?;

select coalesce(octet_length("record_no"), 0) + 10 + coalesce(octet_length("approved_by"), 0) + 10 + coalesce(octet_length("version"), 0) + 10 + coalesce(octet_length("approved_at"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 as weight
from "retention_approval"
where true
order by "record_no", "approved_by"
limit ?;

select coalesce(octet_length("record_no"), 0) + 10 + coalesce(octet_length("event_digest"), 0) + 10 as weight
from "erased_record"
where true
order by "record_no"
limit ?;

select coalesce(octet_length("record_no"), 0) + 10 + coalesce(octet_length("event_digest"), 0) + 10 as weight
from "erased_record"
where true and ("record_no") > (?) and ("record_no") <= (?)
order by "record_no"
limit ?;

select coalesce(octet_length("record_no"), 0) + 10 + coalesce(octet_length("line"), 0) + 10 + coalesce(octet_length("extract_no"), 0) + 10 + coalesce(octet_length("version"), 0) + 10 as weight
from "extract_line"
where true
order by "record_no", "line", "extract_no"
limit ?;

select coalesce(octet_length("record_no"), 0) + 10 + coalesce(octet_length("line"), 0) + 10 + coalesce(octet_length("extract_no"), 0) + 10 + coalesce(octet_length("version"), 0) + 10 as weight
from "extract_line"
where true and ("record_no", "line", "extract_no") > (?, ?, ?) and ("record_no", "line", "extract_no") <= (?, ?, ?)
order by "record_no", "line", "extract_no"
limit ?;

select coalesce(octet_length("record_no"), 0) + 10 + coalesce(octet_length("line"), 0) + 10 + coalesce(octet_length("wording_id"), 0) + 10 + coalesce(octet_length("code"), 0) + 10 as weight
from "protected_line"
where true
order by "record_no", "line", "wording_id", "code"
limit ?;

select coalesce(octet_length("record_no"), 0) + 10 + coalesce(octet_length("version"), 0) + 10 + coalesce(octet_length("kind"), 0) + 10 + coalesce(octet_length("amended_at"), 0) + 10 + coalesce(octet_length("amended_by"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 as weight
from "amendment"
where true
order by "record_no", "version"
limit ?;

select coalesce(octet_length("record_no"), 0) + 10 + coalesce(octet_length("version"), 0) + 10 + coalesce(octet_length("source_id"), 0) + 10 + coalesce(octet_length("event_id"), 0) + 10 + coalesce(octet_length("content_digest"), 0) + 10 + coalesce(octet_length("recorded_at"), 0) + 10 + coalesce(octet_length("direction"), 0) + 10 + coalesce(octet_length("basis"), 0) + 10 + coalesce(octet_length("method"), 0) + 10 + coalesce(octet_length("occurred_on"), 0) + 10 + coalesce(octet_length("third_party_id"), 0) + 10 + coalesce(octet_length("third_party_wording_id"), 0) + 10 + coalesce(octet_length("items_wording_id"), 0) + 10 + coalesce(octet_length("terms_wording_id"), 0) + 10 + coalesce(octet_length("lines"), 0) + 10 + coalesce(octet_length("rule"), 0) + 10 + coalesce(octet_length("retention_class"), 0) + 10 + coalesce(octet_length("keep_through"), 0) + 10 + coalesce(octet_length("filled_on"), 0) + 10 + coalesce(octet_length("gaps"), 0) + 10 + coalesce(octet_length("settled"), 0) + 10 + coalesce(octet_length("void"), 0) + 10 as weight
from "record"
where true
order by "record_no", "version"
limit ?;

select coalesce(octet_length("request_no"), 0) + 10 + coalesce(octet_length("series_year"), 0) + 10 + coalesce(octet_length("series_number"), 0) + 10 + coalesce(octet_length("received_on"), 0) + 10 + coalesce(octet_length("opened_at"), 0) + 10 + coalesce(octet_length("opened_by"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 + coalesce(octet_length("redacted_at"), 0) + 10 as weight
from "disclosure_request"
where true
order by "request_no"
limit ?;

select coalesce(octet_length("request_no"), 0) + 10 + coalesce(octet_length("series_year"), 0) + 10 + coalesce(octet_length("series_number"), 0) + 10 + coalesce(octet_length("received_on"), 0) + 10 + coalesce(octet_length("opened_at"), 0) + 10 + coalesce(octet_length("opened_by"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 + coalesce(octet_length("redacted_at"), 0) + 10 as weight
from "disclosure_request"
where true and ("request_no") > (?) and ("request_no") <= (?)
order by "request_no"
limit ?;

select coalesce(octet_length("request_no"), 0) + 10 + coalesce(octet_length("step"), 0) + 10 + coalesce(octet_length("kind"), 0) + 10 + coalesce(octet_length("taken_at"), 0) + 10 + coalesce(octet_length("taken_by"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 as weight
from "disclosure_step"
where true
order by "request_no", "step"
limit ?;

select coalesce(octet_length("request_no"), 0) + 10 + coalesce(octet_length("step"), 0) + 10 + coalesce(octet_length("kind"), 0) + 10 + coalesce(octet_length("taken_at"), 0) + 10 + coalesce(octet_length("taken_by"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 as weight
from "disclosure_step"
where true and ("request_no", "step") > (?, ?) and ("request_no", "step") <= (?, ?)
order by "request_no", "step"
limit ?;

select coalesce(octet_length("run_id"), 0) + 10 + coalesce(octet_length("as_of"), 0) + 10 + coalesce(octet_length("dry_run"), 0) + 10 + coalesce(octet_length("started_at"), 0) + 10 + coalesce(octet_length("started_by"), 0) + 10 + coalesce(octet_length("beat_at"), 0) + 10 + coalesce(octet_length("stop_requested"), 0) + 10 + coalesce(octet_length("finished_at"), 0) + 10 + coalesce(octet_length("state"), 0) + 10 + coalesce(octet_length("batches"), 0) + 10 + coalesce(octet_length("erased"), 0) + 10 + coalesce(octet_length("cleaned_at"), 0) + 10 + coalesce(octet_length("report"), 0) + 10 as weight
from "retention_run"
where true
order by "run_id"
limit ?;

select coalesce(octet_length("run_id"), 0) + 10 + coalesce(octet_length("as_of"), 0) + 10 + coalesce(octet_length("dry_run"), 0) + 10 + coalesce(octet_length("started_at"), 0) + 10 + coalesce(octet_length("started_by"), 0) + 10 + coalesce(octet_length("beat_at"), 0) + 10 + coalesce(octet_length("stop_requested"), 0) + 10 + coalesce(octet_length("finished_at"), 0) + 10 + coalesce(octet_length("state"), 0) + 10 + coalesce(octet_length("batches"), 0) + 10 + coalesce(octet_length("erased"), 0) + 10 + coalesce(octet_length("cleaned_at"), 0) + 10 + coalesce(octet_length("report"), 0) + 10 as weight
from "retention_run"
where true and ("run_id") > (?) and ("run_id") <= (?)
order by "run_id"
limit ?;

select coalesce(octet_length("run_id"), 0) + 10 + coalesce(octet_length("record_no"), 0) + 10 + coalesce(octet_length("direction"), 0) + 10 + coalesce(octet_length("basis"), 0) + 10 + coalesce(octet_length("retention_class"), 0) + 10 + coalesce(octet_length("recorded_on"), 0) + 10 + coalesce(octet_length("filled_on"), 0) + 10 + coalesce(octet_length("occurred_on"), 0) + 10 + coalesce(octet_length("keep_through"), 0) + 10 + coalesce(octet_length("deletable_from"), 0) + 10 + coalesce(octet_length("missing"), 0) + 10 + coalesce(octet_length("approved_by"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 as weight
from "erasure"
where true
order by "run_id", "record_no"
limit ?;

select coalesce(octet_length("run_id"), 0) + 10 + coalesce(octet_length("record_no"), 0) + 10 + coalesce(octet_length("direction"), 0) + 10 + coalesce(octet_length("basis"), 0) + 10 + coalesce(octet_length("retention_class"), 0) + 10 + coalesce(octet_length("recorded_on"), 0) + 10 + coalesce(octet_length("filled_on"), 0) + 10 + coalesce(octet_length("occurred_on"), 0) + 10 + coalesce(octet_length("keep_through"), 0) + 10 + coalesce(octet_length("deletable_from"), 0) + 10 + coalesce(octet_length("missing"), 0) + 10 + coalesce(octet_length("approved_by"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 as weight
from "erasure"
where true and ("run_id", "record_no") > (?, ?) and ("run_id", "record_no") <= (?, ?)
order by "run_id", "record_no"
limit ?;

select coalesce(octet_length("source_id"), 0) + 10 + coalesce(octet_length("name"), 0) + 10 as weight
from "source"
where true
order by "source_id"
limit ?;

select coalesce(octet_length("source_id"), 0) + 10 + coalesce(octet_length("name"), 0) + 10 as weight
from "source"
where true and ("source_id") > (?) and ("source_id") <= (?)
order by "source_id"
limit ?;

select coalesce(octet_length("third_party_id"), 0) + 10 + coalesce(octet_length("code"), 0) + 10 as weight
from "third_party"
where true
order by "third_party_id"
limit ?;

select coalesce(octet_length("third_party_id"), 0) + 10 + coalesce(octet_length("code"), 0) + 10 as weight
from "third_party"
where true and ("third_party_id") > (?) and ("third_party_id") <= (?)
order by "third_party_id"
limit ?;

select coalesce(octet_length("third_party_id"), 0) + 10 + coalesce(octet_length("revision"), 0) + 10 + coalesce(octet_length("effective_on"), 0) + 10 + coalesce(octet_length("wording_id"), 0) + 10 + coalesce(octet_length("registered_at"), 0) + 10 + coalesce(octet_length("registered_by"), 0) + 10 as weight
from "third_party_revision"
where true
order by "third_party_id", "revision"
limit ?;

select coalesce(octet_length("third_party_id"), 0) + 10 + coalesce(octet_length("revision"), 0) + 10 + coalesce(octet_length("effective_on"), 0) + 10 + coalesce(octet_length("wording_id"), 0) + 10 + coalesce(octet_length("registered_at"), 0) + 10 + coalesce(octet_length("registered_by"), 0) + 10 as weight
from "third_party_revision"
where true and ("third_party_id", "revision") > (?, ?) and ("third_party_id", "revision") <= (?, ?)
order by "third_party_id", "revision"
limit ?;

select coalesce(octet_length("user_id"), 0) + 10 + coalesce(octet_length("digest"), 0) + 10 + coalesce(octet_length("role"), 0) + 10 + coalesce(octet_length("created_at"), 0) + 10 + coalesce(octet_length("created_by"), 0) + 10 + coalesce(octet_length("disabled_at"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 as weight
from "console_user"
where true
order by "user_id"
limit ?;

select coalesce(octet_length("user_id"), 0) + 10 + coalesce(octet_length("digest"), 0) + 10 + coalesce(octet_length("role"), 0) + 10 + coalesce(octet_length("created_at"), 0) + 10 + coalesce(octet_length("created_by"), 0) + 10 + coalesce(octet_length("disabled_at"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 as weight
from "console_user"
where true and ("user_id") > (?) and ("user_id") <= (?)
order by "user_id"
limit ?;

select coalesce(octet_length("wording_id"), 0) + 10 + coalesce(octet_length("digest"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 as weight
from "wording"
where true
order by "wording_id"
limit ?;

select coalesce(octet_length("wording_id"), 0) + 10 + coalesce(octet_length("digest"), 0) + 10 + coalesce(octet_length("sealed"), 0) + 10 as weight
from "wording"
where true and ("wording_id") > (?) and ("wording_id") <= (?)
order by "wording_id"
limit ?;

select coalesce(octet_length("wording_id"), 0) + 10 + coalesce(octet_length("record_no"), 0) + 10 + coalesce(octet_length("line"), 0) + 10 as weight
from "line"
where true
order by "wording_id", "record_no", "line"
limit ?;

-- ledgerCopy.range
select "audit_no", "at", "kind", "actor", "detail"
from "audit_event"
where true and ("audit_no") >= (?) and ("audit_no") <= (?)
order by "audit_no"
limit ?;

select "key_id", "digest", "source_id", "scopes", "created_at", "expires_at", "revoked_at"
from "api_key"
where true
order by "key_id"
limit ?;

select "purpose", "key_no", "wrapped"
from "data_key"
where true
order by "purpose", "key_no"
limit ?;

select "source_id", "name"
from "source"
where true
order by "source_id"
limit ?;

-- ledgerCopy.insert
insert into api_key (key_id, digest, source_id, scopes, created_at, expires_at, revoked_at) select value ->> 0, unhex(value ->> 1), value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
from json_each(?);

insert into approval (approval_id, revision, kind, subject, state, at, by, sealed) select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, unhex(value ->> 7)
from json_each(?);

insert into audit_event (audit_no, at, kind, actor, detail) select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
from json_each(?);

insert into console_user (user_id, digest, role, created_at, created_by, disabled_at, sealed) select value ->> 0, unhex(value ->> 1), value ->> 2, value ->> 3, value ->> 4, value ->> 5, unhex(value ->> 6)
from json_each(?);

insert into credential (credential_id, user_id, kind, digest, created_at, sealed) select value ->> 0, value ->> 1, value ->> 2, unhex(value ->> 3), value ->> 4, unhex(value ->> 5)
from json_each(?);

insert into data_key (purpose, key_no, wrapped) select value ->> 0, value ->> 1, unhex(value ->> 2)
from json_each(?);

insert into disclosure_request (request_no, series_year, series_number, received_on, opened_at, opened_by, sealed, redacted_at) select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, unhex(value ->> 6), value ->> 7
from json_each(?);

insert into disclosure_step (request_no, step, kind, taken_at, taken_by, sealed) select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, unhex(value ->> 5)
from json_each(?);

insert into erased_record (record_no, event_digest) select value ->> 0, unhex(value ->> 1)
from json_each(?);

insert into erasure (run_id, record_no, direction, basis, retention_class, recorded_on, filled_on, occurred_on, keep_through, deletable_from, missing, approved_by, sealed) select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, unhex(value ->> 12)
from json_each(?);

insert into extract (extract_no, request_no, doc_no, series_year, series_number, issued_at, issued_by, sha256) select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7
from json_each(?);

insert into extract_file (extract_no, edition, volume, sha256, row_count) select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
from json_each(?);

insert into extract_line (record_no, line, extract_no, version) select value ->> 0, value ->> 1, value ->> 2, value ->> 3
from json_each(?);

insert into legal_hold (code, revision, released, at, by, sealed) select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, unhex(value ->> 5)
from json_each(?);

insert into letter (letter_no, request_no, kind, doc_no, series_year, series_number, issued_at, issued_by, sha256) select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8
from json_each(?);

insert into protective_mark (code, revision, released, at, by, sealed) select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, unhex(value ->> 5)
from json_each(?);

insert into retention_run (run_id, as_of, dry_run, started_at, started_by, beat_at, stop_requested, finished_at, state, batches, erased, cleaned_at, report) select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12
from json_each(?);

insert into source (source_id, name) select value ->> 0, value ->> 1
from json_each(?);

insert into third_party (third_party_id, code) select value ->> 0, value ->> 1
from json_each(?);

insert into third_party_revision (third_party_id, revision, effective_on, wording_id, registered_at, registered_by) select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
from json_each(?);

insert into wording (wording_id, digest, sealed) select value ->> 0, unhex(value ->> 1), unhex(value ->> 2)
from json_each(?);

-- ledgerCopy.sequences
select "name", "seq"
from "sqlite_sequence"
where "name" in (select value
from json_each(?))
order by "name";

-- ledgerCopy.raiseSequence
insert into sqlite_sequence (name, seq) select ?, 0
where not exists (select 1
from sqlite_sequence
where name = ?);

update sqlite_sequence
set seq = ?
where name = ? and seq < ?;

-- ledgerCopy.newestAuditNo
select "audit_no"
from "audit_event"
order by "audit_no" desc
limit ?;

-- ledgerCopy.newestChangeNo
select "audit_no"
from "audit_event"
where "kind" not in (select value
from json_each(?))
order by "audit_no" desc
limit ?;

-- ledgerCopy.moveAuditEvents
delete
from "audit_event"
where "audit_no" <= ?;

insert into "audit_event" ("audit_no", "at", "kind", "actor", "detail") select "audit_no" + ?, "at", "kind", "actor", "detail"
from "audit_event"
where "audit_no" <= ?;

-- ledgerCopy.moveRetentionRuns
delete
from "retention_run"
where "run_id" <= ?;

insert into "retention_run" ("run_id", "as_of", "dry_run", "started_at", "started_by", "beat_at", "stop_requested", "finished_at", "state", "batches", "erased", "cleaned_at", "report") select "run_id" + ?, "as_of", "dry_run", "started_at", "started_by", "beat_at", "stop_requested", "finished_at", "state", "batches", "erased", "cleaned_at", "report"
from "retention_run"
where "run_id" <= ?;

-- ledgerCopy.moveSources
delete
from source
where source_id in (select value
from json_each(?));

insert into source (source_id, name) select source_id + ?, ? || name
from source
where source_id in (select value
from json_each(?));

update api_key
set source_id = source_id + ?
where source_id in (select value
from json_each(?));

-- ledgerCopy.settleSources
delete
from source
where source_id in (select value
from json_each(?)) and substr(name, 2) in (select name
from source);

update api_key
set source_id = coalesce( (select (select source_id
from source as imported
where imported.name = substr(own.name, 2))
from source as own
where own.source_id = api_key.source_id), source_id )
where source_id in (select value
from json_each(?));

update source
set name = substr(name, 2)
where source_id in (select value
from json_each(?));

-- ledgerCopy.clearCore
delete
from api_key
where key_id in (select value
from json_each(?));

delete
from data_key;

insert into data_key (purpose, key_no, wrapped) select purpose, key_no, wrapped
from data_key
where exists (select 1
from wording)
limit 1;
