<?php
enum Status: string {
    case Draft = 'draft'; case Live = 'live'; case Gone = 'gone';
    const Default = self::Draft;
    public static function fromLabel(string $l): self { foreach (self::cases() as $c) if ($c->label() === $l) return $c; throw new ValueError("no $l"); }
    public function label(): string { return match ($this) { self::Draft, self::Gone => ucfirst($this->value), self::Live => 'Live!' }; }
    public function next(): ?self { return match ($this) { self::Draft => self::Live, self::Live => self::Gone, default => null }; }
}
interface HasColour { public function colour(): string; }
enum Suit implements HasColour { case Hearts; case Spades; public function colour(): string { return $this === self::Hearts ? 'Red' : 'Black'; } public const Wild = self::Spades; }
echo Status::from('live')->label(), ' ', Status::tryFrom('x')?->label() ?? 'none', ' ', Status::Default->name, "\n";
var_dump(Status::Draft, Suit::Hearts instanceof HasColour, Suit::Hearts instanceof UnitEnum, Status::Live instanceof BackedEnum);
print_r(Status::cases());
print_r(array_column(Status::cases(), 'value', 'name'));
echo json_encode(['s' => Status::Live, 'all' => Status::cases()]), "\n";
var_dump(Suit::Hearts === Suit::Hearts, Suit::Hearts == Suit::Spades, Suit::Wild->name, Status::Draft->next()?->next()?->next());
try { Status::from('nope'); } catch (ValueError $e) { echo $e->getMessage(), "\n"; }
try { echo json_encode(Suit::Hearts); } catch (Throwable $e) { echo get_class($e), ': ', $e->getMessage(), "\n"; }
echo match (true) { Suit::Hearts->colour() === 'Red' => "red\n", default => "other\n" };
echo Status::fromLabel('Gone')->value, "\n";
var_dump((fn(Suit $s) => $s->name)(Suit::Spades));
echo gettype(Suit::Hearts), ' ', get_class(Suit::Hearts), "\n";
try { $x = clone Suit::Hearts; } catch (Error $e) { echo $e->getMessage(), "\n"; }
try { echo (fn(int $x) => match ($x) { 1 => 'a' })(5); } catch (\UnhandledMatchError $e) { echo $e->getMessage(), "\n"; }
try { echo (fn($x) => match ($x) { 1 => 'a' })('str'); } catch (\UnhandledMatchError $e) { echo $e->getMessage(), "\n"; }
var_export([Suit::Hearts, Status::Live]);
echo "\n";
