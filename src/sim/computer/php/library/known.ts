// Functions that PHP has, alone or in its usual extensions, and that are not simulated: to say so instead of calling them unknown.

const exact = new Set(
  `array_multisort array_walk_assoc array_udiff_uassoc array_uintersect_assoc array_uintersect_uassoc array_diff_uassoc array_intersect_uassoc
  apache_get_modules apache_request_headers apache_response_headers bcadd bcsub bcmul bcdiv bcmod bcpow bcsqrt bccomp cli_set_process_title
  convert_uuencode convert_uudecode create_function crypt date_create date_create_immutable date_diff date_add date_sub date_format
  date_interval_format date_parse date_parse_from_format date_sunrise date_sunset date_timestamp_get debug_zval_refcount dl dns_get_record dns_check_record
  easter_date easter_days expm1 fdatasync fsync fpassthru ftok get_browser get_cfg_var get_defined_constants get_defined_functions
  get_html_translation_table get_resource_id get_resource_type get_mangled_object_vars getlastmod getmyinode getmygid getprotobyname
  getservbyname getservbyport gettimeofday gettext gc_status gc_disable gc_enabled gmstrftime gregoriantojd highlight_file highlight_string
  hash_init hash_update hash_final hash_copy hash_hkdf iconv_strlen iconv_substr iconv_mime_encode iconv_mime_decode idn_to_ascii
  image_type_to_mime_type getimagesize inet_ntop inet_pton intl_get_error_code is_soap_fault jdtogregorian juliantojd lchown
  libxml_use_internal_errors libxml_get_errors link linkinfo localeconv log mail mb_decode_numericentity mb_encode_mimeheader mb_ereg mb_eregi
  mb_http_output mb_language mb_list_encodings mb_preferred_mime_name mb_strcut mb_strimwidth mb_stripos mb_strrchr mb_strrpos mb_strstr
  mb_stristr mb_substitute_character metaphone mime_content_type money_format mysql_connect net_get_interfaces nl_langinfo number_format
  ob_get_status ob_list_handlers openlog syslog closelog parse_ini pclose popen pfsockopen phpcredits php_strip_whitespace proc_open proc_close
  proc_get_status proc_terminate proc_nice quoted_printable_encode quoted_printable_decode readline_add_history readline_completion_function
  realpath_cache_get scandir settype shm_attach show_source similar_text simplexml_load_string simplexml_load_file simplexml_import_dom
  spl_autoload spl_autoload_call spl_autoload_extensions spl_autoload_unregister spl_classes str_decrement str_increment strftime strptime strtok
  strval substr_compare sunrise syslog time_sleep_until timezone_identifiers_list timezone_open token_get_all token_name uuencode utf8_decode
  var_representation vfprintf fscanf sscanf wddx_serialize_value xml_parser_create xmlrpc_encode yaml_parse yaml_emit zip_open`.split(
    /\s+/,
  ),
);

/** Families by how their names begin. */
const families =
  /^(?:imap|ldap|gd|image|exif|intl|ctype|curl|dba|dom|enchant|fann|ftp|gmp|grapheme|gz|bz|zlib|inflate|deflate|iconv|idn|imagick|libxml|mb|mcrypt|memcache|mongo|msg|mysqli|numfmt|datefmt|collator|oci|odbc|openssl|opcache|pcntl|pg|posix|pspell|readline|sem|session|shm|shmop|simplexml|snmp|socket|sodium|sqlite|sqlsrv|stream|svn|sysv|tidy|token|transliterator|uopz|xhprof|xdebug|xml|xmlwriter|xsl|yaml|zip|apcu|bc|date|timezone|filter|ob|spl|hash|array|is|preg|str)_\w+$/;

/** Whether PHP has a function of this name (lower case). A name of a family that PHP has is taken for one. */
export const isKnownFunction = (name: string): boolean => exact.has(name) || (families.test(name) && strict(name));

/** Of large families of PHP's own, only what is listed above counts: a misspelt array_flipp is simply unknown. */
const strict = (name: string): boolean =>
  !/^(?:array|is|str|preg|ob|spl|hash|filter|ctype|session|date|mb)_/.test(name);
