import type { ModelReply } from '../../core/ports';

const MAX_NAME_LENGTH = 100;
/** What names of models are made of; a server may send anything. */
const FOREIGN = /[^\p{L}\p{N} ._:/@+-]/gu;

/** Looks at the names of the models that answer, and tells once of another one than was asked. */
export function watchAnswers(
  asked: string,
): (answered: string | undefined) => Pick<ModelReply, 'answeredBy'> {
  let told: string | undefined;
  return (answered) => {
    const answeredBy = otherModel(asked, answered);
    if (answeredBy === undefined || answeredBy === told) return {};
    told = answeredBy;
    return { answeredBy };
  };
}

/** Dates, tags and the maker's name may be left out or added. */
function otherModel(asked: string, answered = ''): string | undefined {
  const name = answered.replace(FOREIGN, '').trim().slice(0, MAX_NAME_LENGTH);
  const [one, other] = [coreOf(asked), coreOf(name)];
  return name === '' || one.startsWith(other) || other.startsWith(one) ? undefined : name;
}

function coreOf(name: string): string {
  return name.toLowerCase().replace(/^.*\//, '');
}
