#!/usr/bin/env bash
# restore-by-hand.sh FOLDER check | contents | globals | part N | restore
set -euo pipefail
umask 077
fail() { echo "restore-by-hand: $*" >&2; exit 1; }
folder=$(cd "${1:?which folder?}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
manifest=$folder/manifest.json
[ -e "$manifest" ] || manifest=$folder/manifest-next.json     # its keys were being changed

hex() { od -An -v -tx1 | tr -d ' \n'; }
unhex() { printf '%b' "$(sed 's/../\\x&/g')"; }
header() { jq -er ".header.$1" "$manifest"; }
derive() { openssl kdf -keylen "$1" -kdfopt digest:SHA256 "${@:2}" | tr -d ':\n' | tr A-F a-f; }

# The secret's bytes in hex: 64 hex digits and 44 base64 characters are a raw key, all else is text.
secret() {
  local text
  text=$(sed -e 's/^[[:space:]]*//' -e 's/[[:space:]]*$//' "$KEY_FILE")
  if [[ $text =~ ^[0-9a-fA-F]{64}$ ]]; then tr A-F a-f <<<"$text"
  elif [[ $text =~ ^[A-Za-z0-9+/_-]{43}=?$ ]]; then tr -- '-_' '+/' <<<"${text%=}=" | base64 -d | hex
  else printf %s "$text" | hex; fi
}

# 1. Is the manifest authentic? What counts is the header, byte for byte as it stands there.
authenticate() {
  sed -zE 's/^\{"authentication":\{[^}]*\},"header":(.*)\}\n$/\1/' "$manifest" > "$work/header"
  if [ -n "${KEY_FILE:-}" ]; then
    local bytes salt key_salt
    bytes=$(secret)
    salt=$(header keyDerivation.salt | base64 -d | hex)
    key_salt=$(printf 'tidemark key id' | hex)
    [ "$(header keyDerivation.iterations)" -ge 600000 ] || fail "the key is derived too cheaply"
    key_id=$(derive 8 -kdfopt "hexpass:$bytes" -kdfopt "hexsalt:$key_salt" -kdfopt iter:600000 PBKDF2)
    header keyIds | jq -e --arg id "$key_id" 'index($id) != null' >/dev/null ||
      fail "this is key $key_id, the backup is for $(header keyIds | jq -c .)"
    kek=$(derive 32 -kdfopt "hexpass:$bytes" -kdfopt "hexsalt:$salt" \
      -kdfopt "iter:$(header keyDerivation.iterations)" PBKDF2)
    local mac_key mac
    mac_key=$(derive 32 -kdfopt "hexkey:$kek" -kdfopt "info:tidemark manifest" HKDF)
    mac=$(openssl dgst -sha256 -mac HMAC -macopt "hexkey:$mac_key" -binary "$work/header" | hex)
    [ "$mac" = "$(jq -r .authentication.mac "$manifest")" ] || fail "the manifest is not authentic"
  else
    : "${PRIVATE_KEY:?set KEY_FILE, or PRIVATE_KEY and SIGNER}" "${SIGNER:?whose signature do you trust?}"
    [ "$(openssl x509 -in "$SIGNER" -outform DER | base64 -w0)" = "$(header signer)" ] ||
      fail "the manifest is not signed by the trusted signer: it may be forged"
    cp "$work/header" "$work/signed"
    jq -j '.authentication.mac // empty | "\n" + .' "$manifest" >> "$work/signed"
    jq -r .authentication.signature "$manifest" | unhex > "$work/signature"
    openssl x509 -in "$SIGNER" -noout -pubkey > "$work/signer"
    openssl dgst -sha256 -verify "$work/signer" -signature "$work/signature" "$work/signed" \
      >/dev/null || fail "the manifest is not authentic"
  fi
  [ "$(header backupId)" = "$(basename "$folder")" ] || fail "the manifest belongs to another backup"
}

# 2. Compares an object, whose record is the argument, with its digest and length; says where it is.
checked() {
  local key
  key=$(jq -er .key <<<"$1")
  case $key in */"$(header backupId)"/*) ;; *) fail "$key belongs to another backup" ;; esac
  local file=$folder/${key#*/*/}
  [ "$(stat -c %s "$file")" = "$(jq -r .sizeBytes <<<"$1")" ] || fail "$key has another length"
  echo "$(jq -er .sha256 <<<"$1")  $file" | sha256sum -c --status - || fail "$key is damaged"
  echo "$file"
}

# 3. Decrypts and decompresses an object, whose record is the argument.
opened() {
  local file data_key
  file=$(checked "$1")
  jq -er .wrappedKey <<<"$1" | base64 -d > "$work/wrapped"
  if [ -n "${KEY_FILE:-}" ]; then
    data_key=$(openssl cms -decrypt -inform DER -in "$work/wrapped" \
      -secretkey "$kek" -secretkeyid "$key_id" | hex)
  else
    data_key=$(openssl cms -decrypt -inform DER -in "$work/wrapped" \
      -inkey "$PRIVATE_KEY" -recip "$PRIVATE_KEY" | hex)
  fi
  openssl enc -d -aes-256-cbc -K "$data_key" -iv "$(jq -er .iv <<<"$1")" -in "$file" |
    case $(jq -r .compression <<<"$1") in zstd) zstd -dc ;; gzip) gzip -dc ;; *) cat ;; esac
}

contents() { opened "$(header contents)"; }
part() { opened "$(jq -ec ".parts[$1].object" "$work/contents")"; }
parts() { jq -r ".parts[] | select(.kind == \"$1\") | .index" "$work/contents"; }

authenticate
contents > "$work/contents"
jq -e --arg id "$(header backupId)" '.backupId == $id' "$work/contents" >/dev/null ||
  fail "the contents are those of another backup"

check() {
  local index
  for index in $(jq -r '.parts[].index' "$work/contents"); do
    checked "$(jq -ec ".parts[$index].object" "$work/contents")" >/dev/null
  done
  echo "authentic and whole: $(jq '.parts | length' "$work/contents") parts" >&2
}

restore() {
  check
  local index schema database
  schema=$(parts schema)
  database=$(jq -er .database.name "$work/contents")
  part "$schema" | pg_restore --exit-on-error --no-subscriptions --create --section=pre-data \
    --dbname=postgres
  # From here on in the new database. A name is not an option: dbname= takes quotes.
  local target="dbname='$(sed "s/[\\\\']/\\\\&/g" <<<"$database")'"
  for index in $(parts data); do
    part "$index" | pg_restore --exit-on-error --section=data --dbname="$target"
  done
  for index in $(parts rows); do
    part "$index" | psql -X -q -1 -v ON_ERROR_STOP=1 -d "$target" >/dev/null
  done
  psql -X -q -d "$target" -c ANALYZE
  part "$schema" | pg_restore --exit-on-error --no-subscriptions --section=post-data \
    --dbname="$target"
  count "$target"
}

# 4. The rows of every table, as counted when the backup was made. Partitions that are loaded through
# their root may share the rows otherwise than before, so those are counted together.
count() {
  jq -r --arg q "'" 'def name: "\"" + gsub("\""; "\"\"") + "\"";
    (reduce (.parts[].tables[] | select(.rootName)) as $t
      ({}; .[[$t.schema, $t.name] | tojson] = [$t.rootSchema, $t.rootName])) as $roots
    | [.tables[] | $roots[[.schema, .name] | tojson] as $root
        | {rows, only: (if $root then "" else "ONLY " end), table: ($root // [.schema, .name])}]
    | group_by(.table)[]
    | (.[0].table | map(name) | join(".")) as $name
    | "SELECT \($q)\($name | gsub($q; $q + $q))\($q) WHERE \(map(.rows) | add)"
      + " <> (SELECT count(*) FROM \(.[0].only)\($name));"' "$work/contents" > "$work/counts"
  psql -X -A -t -q -v ON_ERROR_STOP=1 -d "$1" -f "$work/counts" > "$work/different"
  if [ -s "$work/different" ]; then
    cat "$work/different" >&2
    fail "these tables have other numbers of rows than the backup says"
  fi
  echo "restored: $(jq '.tables | length' "$work/contents") tables with the rows they had" >&2
}

case ${2:?check, contents, globals, part N or restore?} in
  check) check ;;
  contents) cat "$work/contents" ;;
  globals) part "$(parts globals)" ;;
  part) part "${3:?which part?}" ;;
  restore) restore ;;
  *) fail "check, contents, globals, part N or restore?" ;;
esac
