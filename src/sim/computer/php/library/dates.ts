// The classes of dates and times, in PHP over functions of ours.

export const dateClasses = String.raw`<?php
interface DateTimeInterface {
    const ATOM = 'Y-m-d\TH:i:sP'; const COOKIE = 'l, d-M-Y H:i:s T'; const RFC822 = 'D, d M y H:i:s O'; const RFC850 = 'l, d-M-y H:i:s T';
    const RFC1036 = 'D, d M y H:i:s O'; const RFC1123 = 'D, d M Y H:i:s O'; const RFC7231 = 'D, d M Y H:i:s \G\M\T'; const RFC2822 = 'D, d M Y H:i:s O';
    const RFC3339 = 'Y-m-d\TH:i:sP'; const RFC3339_EXTENDED = 'Y-m-d\TH:i:s.vP'; const ISO8601 = 'Y-m-d\TH:i:sO'; const RSS = 'D, d M Y H:i:s O'; const W3C = 'Y-m-d\TH:i:sP';
}
class DateException extends Exception {}
class DateMalformedStringException extends DateException {}
class DateInvalidTimeZoneException extends DateException {}
class DateMalformedIntervalStringException extends DateException {}
class DateTimeZone {
    const UTC = 1024;
    private string $zone;
    public function __construct(string $timezone = 'UTC') {
        if (!_date_zone($timezone)) throw new DateInvalidTimeZoneException("DateTimeZone::__construct(): Unknown or bad timezone ($timezone)");
        $this->zone = $timezone;
    }
    public function getName(): string { return $this->zone; }
    public function getOffset(DateTimeInterface $datetime): int { return _date_offset($datetime->getTimestamp() * 1000, $this->zone); }
}
trait _DateTime {
    private $_ms;
    private string $_zone;
    public function __construct(string $datetime = 'now', ?DateTimeZone $timezone = null) {
        $found = _date_parse($datetime, $timezone?->getName());
        if ($found === false) throw new DateMalformedStringException('Failed to parse time string (' . $datetime . ') at position 0 (' . ($datetime[0] ?? '') . '): The timezone could not be found in the database');
        [$this->_ms, $this->_zone] = $found;
    }
    public function format(string $format): string { return _date_format($format, $this->_ms, $this->_zone); }
    public function getTimestamp(): int { return (int) floor($this->_ms / 1000); }
    public function getMicrosecond(): int { return (int) (fmod($this->_ms, 1000) * 1000); }
    public function getTimezone(): DateTimeZone|false { return new DateTimeZone($this->_zone); }
    public function getOffset(): int { return _date_offset($this->_ms, $this->_zone); }
    public function diff(DateTimeInterface $other, bool $absolute = false): DateInterval {
        return DateInterval::_from(_date_diff($this->_ms, (float) $other->format('U.u') * 1000, $this->_zone), $absolute);
    }
    public static function createFromFormat(string $format, string $datetime, ?DateTimeZone $timezone = null): static|false {
        $found = _date_from($format, $datetime, $timezone?->getName());
        if ($found === false) return false;
        $made = new static();
        [$made->_ms, $made->_zone] = $found;
        return $made;
    }
    public static function createFromInterface(DateTimeInterface $object): static { return (new static('@' . $object->format('U.u')))->setTimezone($object->getTimezone()); }
    public static function createFromTimestamp(int|float $timestamp): static { return new static('@' . $timestamp); }
    private function _set($ms) { if ($this instanceof DateTimeImmutable) { $made = clone $this; $made->_ms = $ms; return $made; } $this->_ms = $ms; return $this; }
    public function modify(string $modifier): static|false {
        $ms = _date_modify($this->_ms, $modifier, $this->_zone);
        if ($ms === false) throw new DateMalformedStringException(self::class . '::modify(): Failed to parse time string (' . $modifier . ') at position 0 (' . ($modifier[0] ?? '') . '): The timezone could not be found in the database');
        return $this->_set($ms);
    }
    public function add(DateInterval $interval): static { return $this->_set(_date_add($this->_ms, $this->_zone, get_object_vars($interval), $interval->invert ? -1 : 1)); }
    public function sub(DateInterval $interval): static { return $this->_set(_date_add($this->_ms, $this->_zone, get_object_vars($interval), $interval->invert ? 1 : -1)); }
    public function setDate(int $year, int $month, int $day): static { return $this->_set(_date_fields($this->_ms, $this->_zone, ['year' => $year, 'month' => $month - 1, 'day' => $day])); }
    public function setTime(int $hour, int $minute, int $second = 0, int $microsecond = 0): static { return $this->_set(_date_fields($this->_ms, $this->_zone, ['hour' => $hour, 'minute' => $minute, 'second' => $second, 'ms' => $microsecond / 1000])); }
    public function setTimestamp(int $timestamp): static { return $this->_set((float) $timestamp * 1000); }
    public function setTimezone(DateTimeZone $timezone): static { if ($this instanceof DateTimeImmutable) { $made = clone $this; $made->_zone = $timezone->getName(); return $made; } $this->_zone = $timezone->getName(); return $this; }
    public function __serialize(): array { return ['date' => $this->format('Y-m-d H:i:s.u'), 'timezone_type' => 3, 'timezone' => $this->_zone]; }
    public function __unserialize(array $data): void { [$this->_ms, $this->_zone] = _date_parse($data['date'], $data['timezone']); }
}
class DateTime implements DateTimeInterface {
    use _DateTime;
    public static function createFromImmutable(DateTimeImmutable $object): static { return static::createFromInterface($object); }
}
class DateTimeImmutable implements DateTimeInterface {
    use _DateTime;
    public static function createFromMutable(DateTime $object): static { return static::createFromInterface($object); }
}
class DateInterval {
    public $y = 0; public $m = 0; public $d = 0; public $h = 0; public $i = 0; public $s = 0; public $f = 0; public $invert = 0; public $days = false;
    public bool $from_string = false;
    public function __construct(string $duration) {
        if (!preg_match('/^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/', $duration, $p))
            throw new DateMalformedIntervalStringException("DateInterval::__construct(): Unknown or bad format ($duration)");
        $this->y = (int) ($p[1] ?? 0); $this->m = (int) ($p[2] ?? 0); $this->d = (int) ($p[4] ?? 0) + 7 * (int) ($p[3] ?? 0);
        $this->h = (int) ($p[5] ?? 0); $this->i = (int) ($p[6] ?? 0); $this->s = (int) ($p[7] ?? 0);
    }
    public static function _from(array $parts, bool $absolute) { $made = new DateInterval('P0D'); foreach ($parts as $k => $v) $made->$k = $v; if ($absolute) $made->invert = 0; return $made; }
    public function format(string $format): string {
        return preg_replace_callback('/%([a-zA-Z%])/', fn($m) => match ($m[1]) {
            'Y' => sprintf('%04d', $this->y), 'y' => $this->y, 'M' => sprintf('%02d', $this->m), 'm' => $this->m, 'D' => sprintf('%02d', $this->d), 'd' => $this->d,
            'H' => sprintf('%02d', $this->h), 'h' => $this->h, 'I' => sprintf('%02d', $this->i), 'i' => $this->i, 'S' => sprintf('%02d', $this->s), 's' => $this->s,
            'F' => sprintf('%06d', $this->f * 1000000), 'f' => (int) ($this->f * 1000000), 'a' => $this->days === false ? '(unknown)' : $this->days,
            'R' => $this->invert ? '-' : '+', 'r' => $this->invert ? '-' : '', '%' => '%', default => $m[0],
        }, $format);
    }
}
class DatePeriod implements IteratorAggregate {
    const EXCLUDE_START_DATE = 1; const INCLUDE_END_DATE = 2;
    public function __construct(public DateTimeInterface $start, public DateInterval $interval, public $end, public int $options = 0) {}
    public function getIterator(): Iterator {
        $at = DateTimeImmutable::createFromInterface($this->start);
        $n = 0;
        for ($i = 0; ; $i++) {
            if (is_int($this->end) ? $i > $this->end : ($this->options & 2 ? $at->getTimestamp() > $this->end->getTimestamp() : $at->getTimestamp() >= $this->end->getTimestamp())) return;
            if ($i > 0 || !($this->options & 1)) yield $n++ => $this->start instanceof DateTime ? DateTime::createFromInterface($at) : $at;
            $at = $at->add($this->interval);
        }
    }
}
`;
