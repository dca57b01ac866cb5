import type { TimePhrase } from '../time/phrase';
import type { Entity } from './entity';
import type { Skeleton } from './skeleton';

/** 下周除了周三, 12月1号到6号(4号除外): one time with days taken out of it. A lone 除了周三 is none. */
const EXCEPT = /T的?,?(?:除了?|除开|除去|不算|不含|不包括|不包含)T(?:以外|之外|外)?,?|T,?T(?:除外|不算|不在内|例外)/g;

/** The skeleton in which a time and what is excepted from it are one entity. */
export function withExceptions(skeleton: Skeleton): Skeleton {
  if (!/[除不例]/.test(skeleton.text)) return skeleton;
  EXCEPT.lastIndex = 0;
  const places: number[] = [];
  const entities = new Map<number, Entity>();
  let text = '';
  let from = 0;
  const keep = (to: number): void => {
    for (let at = from; at < to; at++) {
      const entity = skeleton.entities.get(at);
      if (entity) entities.set(text.length, entity);
      places.push(skeleton.places[at] ?? 0);
      text += skeleton.text.charAt(at);
    }
  };
  for (const { 0: said, index } of skeleton.text.matchAll(EXCEPT)) {
    const whole = skeleton.entities.get(index);
    const but = skeleton.entities.get(index + said.lastIndexOf('T'));
    if (whole?.kind !== 'T' || but?.kind !== 'T') continue;
    keep(index);
    const phrase: TimePhrase = { ...whole.phrase, to: but.phrase.to, except: but.phrase };
    entities.set(text.length, { kind: 'T', phrase });
    places.push(skeleton.places[index] ?? 0);
    text += 'T';
    from = index + said.length;
  }
  if (from === 0) return skeleton;
  keep(skeleton.text.length);
  places.push(skeleton.places[skeleton.text.length] ?? 0);
  return { text, places, entities };
}
