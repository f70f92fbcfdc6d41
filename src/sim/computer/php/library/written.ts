// Functions of PHP's own that are written in PHP: they are declared when the first of them is called.

/** Their source. */
export const writtenFunctions = String.raw`<?php
function array_multisort(&$array, &...$rest) {
    $columns = [];
    $at = -1;
    $given = [&$array];
    foreach ($rest as $k => &$one) $given[] = &$one;
    foreach ($given as $k => &$one) {
        if (is_array($one)) { $columns[++$at] = ['values' => array_values($one), 'order' => SORT_ASC, 'flags' => SORT_REGULAR, 'at' => $k]; continue; }
        if ($at < 0) throw new TypeError('array_multisort(): Argument #1 ($array) must be an array or a sort flag');
        if ($one === SORT_ASC || $one === SORT_DESC) $columns[$at]['order'] = $one; else $columns[$at]['flags'] = $one;
    }
    unset($one);
    $count = count($columns[0]['values']);
    foreach ($columns as $column) if (count($column['values']) !== $count) throw new ValueError('Array sizes are inconsistent');
    $order = range(0, max(0, $count - 1));
    if ($count === 0) return true;
    usort($order, function ($one, $two) use ($columns) {
        foreach ($columns as ['values' => $values, 'order' => $way, 'flags' => $flags]) {
            [$x, $y] = [$values[$one], $values[$two]];
            $kind = $flags & ~SORT_FLAG_CASE;
            if ($kind === SORT_STRING) $found = $flags & SORT_FLAG_CASE ? strcasecmp($x, $y) : strcmp($x, $y);
            elseif ($kind === SORT_NATURAL) $found = $flags & SORT_FLAG_CASE ? strnatcasecmp($x, $y) : strnatcmp($x, $y);
            elseif ($kind === SORT_NUMERIC) $found = (float) $x <=> (float) $y;
            else $found = $x <=> $y;
            if ($found !== 0) return $way === SORT_DESC ? -$found : $found;
        }
        return 0;
    });
    foreach ($columns as ['at' => $k, 'values' => $values]) {
        $keys = array_keys($given[$k]);
        $made = [];
        foreach ($order as $place => $from) { if (is_string($keys[$from])) $made[$keys[$from]] = $values[$from]; else $made[] = $values[$from]; }
        $given[$k] = $made;
    }
    return true;
}
function strtok(string $string, ?string $token = null) {
    static $text = '', $at = 0;
    if ($token === null) $token = $string; else { $text = $string; $at = 0; }
    $at += strspn($text, $token, $at);
    if ($at >= strlen($text)) return false;
    $length = strcspn($text, $token, $at);
    $found = substr($text, $at, $length);
    $at += $length + 1;
    return $found;
}
function sscanf(string $string, string $format, mixed &...$vars) {
    $made = [];
    $at = 0;
    $ended = false;
    for ($f = 0; $f < strlen($format); $f++) {
        $sign = $format[$f];
        if (ctype_space($sign)) { $at += strspn($string, " \t\n\r", $at); continue; }
        if ($sign !== '%') { if (!$ended && ($string[$at] ?? '') === $sign) $at++; else $ended = true; continue; }
        preg_match('/%(\*?)(\d*)(\[\^?\]?[^\]]*\]|[a-zA-Z%])/A', $format, $part, 0, $f);
        if (!$part) throw new ValueError('Bad scan conversion character "' . ($format[$f + 1] ?? '') . '"');
        $f += strlen($part[0]) - 1;
        [, $skip, $width, $kind] = $part;
        if ($kind === 'n') { $made[] = $at; continue; }
        if ($kind !== 'c' && $kind[0] !== '[') $at += strspn($string, " \t\n\r", $at);
        $limit = $width === '' ? '' : $width;
        $pattern = match (true) {
            $kind === 'd' || $kind === 'i' => '[+-]?\d{1,' . ($limit === '' ? 20 : $limit) . '}', $kind === 'u' => '\d{1,' . ($limit === '' ? 20 : $limit) . '}',
            $kind === 'f' || $kind === 'e' || $kind === 'g' => '[+-]?\d*\.?\d+(?:[eE][+-]?\d+)?', $kind === 'x' || $kind === 'X' => '[0-9a-fA-F]{1,' . ($limit === '' ? 16 : $limit) . '}', $kind === 'o' => '[0-7]+',
            $kind === 'c' => '.{' . ($limit === '' ? 1 : $limit) . '}', $kind === 's' => '\S{1,' . ($limit === '' ? 9999 : $limit) . '}', default => $kind . '{1,' . ($limit === '' ? 9999 : $limit) . '}',
        };
        $found = !$ended && preg_match('/' . str_replace('/', '\/', $pattern) . '/As', $string, $m, 0, $at) ? $m[0] : null;
        if ($found === null) $ended = true; else $at += strlen($found);
        if ($skip !== '') continue;
        $made[] = $found === null ? null : match ($kind) { 'd', 'i', 'u' => (int) $found, 'f', 'e', 'g' => (float) $found, 'x', 'X' => hexdec($found), 'o' => octdec($found), default => $found };
    }
    if (!$vars) return $string === '' ? -1 : $made;
    $count = 0;
    foreach ($made as $i => $value) { $vars[$i] = $value; if ($value !== null) $count++; }
    return $count;
}
function strchr(string $haystack, string $needle, bool $before_needle = false) { return strstr($haystack, $needle, $before_needle); }
function date_create(string $datetime = 'now', ?DateTimeZone $timezone = null) { try { return new DateTime($datetime, $timezone); } catch (Exception $e) { return false; } }
function date_create_immutable(string $datetime = 'now', ?DateTimeZone $timezone = null) { try { return new DateTimeImmutable($datetime, $timezone); } catch (Exception $e) { return false; } }
function date_create_from_format(string $format, string $datetime, ?DateTimeZone $timezone = null) { return DateTime::createFromFormat($format, $datetime, $timezone); }
function date_format($object, string $format) { return $object->format($format); }
function date_modify($object, string $modifier) { return $object->modify($modifier); }
function date_add($object, $interval) { return $object->add($interval); }
function date_sub($object, $interval) { return $object->sub($interval); }
function date_diff($base, $target, bool $absolute = false) { return $base->diff($target, $absolute); }
function date_interval_format($object, string $format) { return $object->format($format); }
function date_interval_create_from_date_string(string $datetime) { return DateInterval::createFromDateString($datetime); }
function date_timestamp_get($object) { return $object->getTimestamp(); }
function date_timestamp_set($object, int $timestamp) { return $object->setTimestamp($timestamp); }
function date_date_set($object, int $year, int $month, int $day) { return $object->setDate($year, $month, $day); }
function date_time_set($object, int $hour, int $minute, int $second = 0) { return $object->setTime($hour, $minute, $second); }
function date_timezone_set($object, $timezone) { return $object->setTimezone($timezone); }
function date_timezone_get($object) { return $object->getTimezone(); }
function timezone_open(string $timezone) { return new DateTimeZone($timezone); }
function timezone_name_get($object) { return $object->getName(); }
function mb_chr(int $codepoint, ?string $encoding = null) { return html_entity_decode("&#$codepoint;", ENT_QUOTES | ENT_HTML5, 'UTF-8'); }
function mb_ord(string $string, ?string $encoding = null) {
    if ($string === '') throw new ValueError('mb_ord(): Argument #1 ($string) must not be empty');
    $first = ord($string);
    if ($first < 0x80) return $first;
    $more = $first >= 0xf0 ? 3 : ($first >= 0xe0 ? 2 : 1);
    $code = $first & (0x3f >> $more);
    for ($i = 1; $i <= $more; $i++) $code = ($code << 6) | (ord($string[$i]) & 0x3f);
    return $code;
}
function mb_stripos(string $haystack, string $needle, int $offset = 0, ?string $encoding = null) { return mb_strpos(mb_strtolower($haystack), mb_strtolower($needle), $offset); }
function mb_strrpos(string $haystack, string $needle, int $offset = 0, ?string $encoding = null) {
    $found = false;
    for ($at = mb_strpos($haystack, $needle, max(0, $offset)); $at !== false; $at = mb_strpos($haystack, $needle, $at + 1)) $found = $at;
    return $found;
}
function mb_strstr(string $haystack, string $needle, bool $before_needle = false, ?string $encoding = null) { return strstr($haystack, $needle, $before_needle); }
function mb_strimwidth(string $string, int $start, int $width, string $trim_marker = '', ?string $encoding = null) {
    $rest = mb_substr($string, $start);
    return mb_strwidth($rest) <= $width ? $rest : mb_substr($rest, 0, $width - mb_strwidth($trim_marker)) . $trim_marker;
}
function ctype_print($text) { return is_string($text) && $text !== '' && !preg_match('/[^\x20-\x7e]/', $text); }
function ctype_graph($text) { return is_string($text) && $text !== '' && !preg_match('/[^\x21-\x7e]/', $text); }
function ctype_cntrl($text) { return is_string($text) && $text !== '' && !preg_match('/[^\x00-\x1f\x7f]/', $text); }
function iconv_strlen(string $string, ?string $encoding = null) { return mb_strlen($string); }
function iconv_substr(string $string, int $offset, ?int $length = null, ?string $encoding = null) { return mb_substr($string, $offset, $length); }
function iconv_strpos(string $haystack, string $needle, int $offset = 0, ?string $encoding = null) { return mb_strpos($haystack, $needle, $offset); }
function hash_init(string $algo) { $made = new stdClass; $made->algo = $algo; $made->text = ''; return $made; }
function hash_update($context, string $data) { $context->text .= $data; return true; }
function hash_final($context, bool $binary = false) { return hash($context->algo, $context->text, $binary); }
function gettimeofday(bool $as_float = false) { $now = microtime(true); return $as_float ? $now : ['sec' => (int) $now, 'usec' => (int) (($now - (int) $now) * 1e6), 'minuteswest' => 0, 'dsttime' => 0]; }
function vfprintf($stream, string $format, array $values) { return fwrite($stream, vsprintf($format, $values)); }
function preg_filter($pattern, $replacement, $subject, int $limit = -1) { return is_array($subject) ? array_filter(array_map(fn($one) => preg_match($pattern, $one) ? preg_replace($pattern, $replacement, $one, $limit) : null, $subject), fn($one) => $one !== null) : (preg_match($pattern, $subject) ? preg_replace($pattern, $replacement, $subject, $limit) : null); }
function gc_enabled() { return true; }
function gc_disable() {}
function acosh(float $num) { return log($num + sqrt($num * $num - 1)); }
function asinh(float $num) { return log($num + sqrt($num * $num + 1)); }
function atanh(float $num) { return 0.5 * log((1 + $num) / (1 - $num)); }
function filter_var_array(array $array, $options = FILTER_DEFAULT, bool $add_empty = true) { $made = []; foreach (is_array($options) ? $options : array_fill_keys(array_keys($array), $options) as $key => $how) $made[$key] = !array_key_exists($key, $array) ? null : (is_array($how) ? filter_var($array[$key], $how['filter'] ?? FILTER_DEFAULT, $how) : filter_var($array[$key], $how)); return $made; }
`;
