// Judges a goal: met, partly, or not, why, and which objects it is about. A pure function of records and probes' answers.
import type { Condition, Goal } from './condition.ts';
import { judgeContainer } from './containers.ts';
import type { Evidence, Finding } from './evidence.ts';
import { judgeImage } from './images.ts';
import { judgeFile, judgeNetwork, judgeProcess, judgePushed, judgeTyped, judgeVolume } from './others.ts';
import { judgeProbed, scriptFor } from './probed.ts';

/** Judges a goal on the evidence at a moment. */
export function checkGoal(evidence: Evidence, { condition, otherwise }: Goal): Finding {
  const finding = judge(evidence, condition);
  return finding.state === 'met' || otherwise === undefined ? finding : { ...finding, why: otherwise };
}

function judge(evidence: Evidence, condition: Condition): Finding {
  const { view } = evidence;
  switch (condition.kind) {
    case 'container':
      return judgeContainer(view, condition);
    case 'image':
      return judgeImage(view, condition);
    case 'volume':
      return judgeVolume(view, condition);
    case 'network':
      return judgeNetwork(view, condition);
    case 'file':
      return judgeFile(view, condition);
    case 'process':
      return judgeProcess(view, condition);
    case 'typed':
      return judgeTyped(evidence, condition);
    case 'pushed':
      return judgePushed(view, condition);
    case 'answers':
    case 'shell':
      return judgeProbed(evidence, condition);
    case 'not': {
      const inner = judge(evidence, condition.condition);
      const objects = inner.state === 'met' ? inner.objects : [];
      return { state: inner.state === 'met' ? 'not' : 'met', why: inner.why, objects };
    }
    case 'all':
      return judgeAll(condition.conditions.map((each) => judge(evidence, each)));
    case 'any':
      return judgeAny(condition.conditions.map((each) => judge(evidence, each)));
  }
}

function judgeAll(findings: readonly Finding[]): Finding {
  const open = findings.filter(({ state }) => state !== 'met');
  const objects = (open.length > 0 ? open : findings).flatMap((finding) => finding.objects);
  const why = (open.length > 0 ? open.slice(0, 2) : findings).map((finding) => finding.why).join(' ');
  if (open.length === 0) return { state: 'met', why, objects };
  const begun = open.length < findings.length || open.some(({ state }) => state === 'part');
  return { state: begun ? 'part' : 'not', why, objects };
}

const rank = { met: 2, part: 1, not: 0 };

/** The one that has come furthest speaks for all. */
function judgeAny(findings: readonly Finding[]): Finding {
  const best = findings.toSorted((a, b) => rank[b.state] - rank[a.state])[0];
  return best ?? { state: 'not', why: '', objects: [] };
}

/** The scripts that have to be run before goals can be judged, each once. */
export function scriptsFor({ view }: Evidence, goals: readonly Goal[]): readonly string[] {
  const scripts = goals.flatMap(({ condition }) => probesIn(condition)).map((condition) => scriptFor(view, condition));
  return [...new Set(scripts.filter((script) => script !== undefined))];
}

type Probed = Extract<Condition, { kind: 'answers' | 'shell' }>;

function probesIn(condition: Condition): readonly Probed[] {
  if (condition.kind === 'answers' || condition.kind === 'shell') return [condition];
  if (condition.kind === 'not') return probesIn(condition.condition);
  return condition.kind === 'all' || condition.kind === 'any' ? condition.conditions.flatMap(probesIn) : [];
}
