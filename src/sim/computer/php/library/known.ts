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
  var_representation vfprintf fscanf sscanf wddx_serialize_value xml_parser_create xmlrpc_encode yaml_parse yaml_emit zip_open

  assert_options checkdnsrr chgrp chroot class_alias cli_get_process_title connection_aborted date_create_immutable_from_format
  date_get_last_errors date_isodate_set date_offset_get date_sun_info debug_zval_dump dir diskfreespace dns_get_mx filter_has_var
  filter_id filter_input_array filter_list forward_static_call_array fstat gc_mem_caches get_declared_interfaces get_declared_traits
  get_extension_funcs get_headers get_meta_tags get_resources gethostbyaddr gethostbynamel getimagesizefromstring getmxrr
  getprotobynumber getrusage hash_hmac_algos hash_hmac_file hash_update_file hash_update_stream header_register_callback hebrev
  iconv_get_encoding iconv_mime_decode_headers iconv_set_encoding iconv_strrpos image_type_to_extension ini_alter ini_parse_quantity
  iptcembed iptcparse lchgrp lstat mb_convert_kana mb_convert_variables mb_decode_mimeheader mb_detect_order mb_encode_numericentity
  mb_encoding_aliases mb_ereg_match mb_ereg_replace mb_ereg_replace_callback mb_ereg_search mb_ereg_search_getpos mb_ereg_search_getregs
  mb_ereg_search_init mb_ereg_search_pos mb_ereg_search_regs mb_ereg_search_setpos mb_eregi_replace mb_get_info mb_http_input
  mb_output_handler mb_parse_str mb_regex_encoding mb_regex_set_options mb_scrub mb_send_mail mb_split mb_strrichr mb_strripos mhash
  mhash_count mhash_get_block_size mhash_get_hash_name mhash_keygen_s2k output_add_rewrite_var pack password_algos realpath_cache_size
  register_tick_function session_abort session_cache_expire session_cache_limiter session_commit session_create_id session_decode
  session_encode session_gc session_module_name session_register_shutdown session_reset session_set_save_handler set_file_buffer
  socket_get_status socket_set_blocking socket_set_timeout stream_bucket_append stream_bucket_make_writeable stream_bucket_new
  stream_bucket_prepend stream_context_get_default stream_context_get_options stream_context_get_params stream_context_set_default
  stream_context_set_option stream_context_set_params stream_copy_to_stream stream_filter_append stream_filter_prepend
  stream_filter_register stream_filter_remove stream_get_filters stream_get_meta_data stream_get_transports stream_get_wrappers
  stream_is_local stream_register_wrapper stream_resolve_include_path stream_select stream_set_chunk_size stream_set_read_buffer
  stream_set_write_buffer stream_socket_accept stream_socket_enable_crypto stream_socket_get_name stream_socket_pair
  stream_socket_recvfrom stream_socket_sendto stream_socket_server stream_socket_shutdown stream_supports_lock stream_wrapper_register
  stream_wrapper_restore stream_wrapper_unregister stripcslashes timezone_abbreviations_list timezone_location_get
  timezone_name_from_abbr timezone_offset_get timezone_transitions_get timezone_version_get unpack unregister_tick_function`.split(
    /\s+/,
  ),
);

/** Families by how their names begin. */
const families =
  /^(?:imap|ldap|gd|image|exif|intl|ctype|curl|dba|dom|enchant|fann|ftp|gmp|grapheme|gz|bz|zlib|inflate|deflate|iconv|idn|imagick|libxml|mb|mcrypt|memcache|mongo|msg|mysqli|numfmt|datefmt|collator|oci|odbc|openssl|opcache|pcntl|pg|posix|pspell|readline|sem|session|shm|shmop|simplexml|snmp|socket|sodium|sqlite|sqlsrv|stream|svn|sysv|tidy|token|transliterator|uopz|xhprof|xdebug|xml|xmlwriter|xsl|yaml|zip|apcu|bc|date|timezone|filter|ob|spl|hash|array|is|preg|str)_\w+$/;

/** Classes that PHP has, alone or in its usual extensions, and that are not simulated. */
const classes =
  /^(?:reflection\w*|directoryiterator|recursivedirectoryiterator|filesystemiterator|globiterator|splfileinfo|splfileobject|spltempfileobject|simplexml\w+|dom\w+|xml(?:reader|writer)|ziparchive|imagick\w*|gdimage|soap\w+|intl\w+|numberformatter|collator|locale|normalizer|messageformatter|redis\w*|memcached?|mongodb\\.*|phar\w*|sqlite3\w*|fiber|ffi|finfo|transliterator|tidy\w*|snmp|multipleiterator|infiniteiterator|appenditerator|noRewindIterator|cachingiterator|recursive\w*iterator|parentiterator|regexiterator|recursiveregexiterator)$/i;

export const isKnownClass = (name: string): boolean => classes.test(name);

/** Whether PHP has a function of this name (lower case). A name of a family that PHP has is taken for one. */
export const isKnownFunction = (name: string): boolean => exact.has(name) || (families.test(name) && strict(name));

/** Of large families of PHP's own, only what is listed above counts: a misspelt array_flipp is simply unknown. */
const strict = (name: string): boolean =>
  !/^(?:array|is|str|preg|ob|spl|hash|filter|ctype|session|date|mb)_/.test(name);
