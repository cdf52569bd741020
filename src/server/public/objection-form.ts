import type { PostedStudio } from '#core/publicity/life.ts';
import { allowedEndings } from '#server/files/file-kind.ts';
import { html, type Html } from './html.ts';

/** What is wrong, by field; '' for the form as a whole. */
export type Wrongs = ReadonlyMap<string, string>;
export type Typed = Readonly<Record<string, string>>;

const labels: Readonly<Record<string, string>> = {
  studio: '对哪家工作室',
  byKind: '以什么名义',
  name: '姓名或单位名称',
  address: '地址',
  phone: '电话',
  grounds: '异议内容和依据',
  seal: '盖公章的异议书',
  website: '网址',
};

const note = (wrongs: Wrongs, field: string): Html => {
  const says = wrongs.get(field);
  return says === undefined ? html`` : html`<p class="wrong" id="${field}-wrong">${says}</p>`;
};
const state = (wrongs: Wrongs, field: string, hint = false): Html => {
  const described = [...(hint ? [`${field}-hint`] : []), ...(wrongs.has(field) ? [`${field}-wrong`] : [])].join(' ');
  return html`${wrongs.has(field) ? html` aria-invalid="true"` : ''}${described === '' ? '' : html` aria-describedby="${described}"`}`;
};

const text = (field: string, type: 'text' | 'tel', max: number, typed: Typed, wrongs: Wrongs, hint: string, complete: string): Html => html`<div class="field">
<label for="${field}">${labels[field] ?? ''}<span class="hint" id="${field}-hint">${hint}</span></label>
<input type="${type}" id="${field}" name="${field}" value="${typed[field] ?? ''}" maxlength="${max}" required autocomplete="${complete}"${state(wrongs, field, true)}>${note(wrongs, field)}</div>`;

const choice = (value: 'person' | 'unit', zh: string, typed: Typed): Html =>
  html`<label class="choice" for="by-${value}"><input type="radio" id="by-${value}" name="byKind" value="${value}"${(typed['byKind'] ?? 'person') === value ? html` checked` : ''}>${zh}</label>`;

const summary = (wrongs: Wrongs): Html =>
  wrongs.size === 0
    ? html``
    : html`<div class="card wrong-list" role="alert"><p><strong>还没有提交，请改正以下各项：</strong></p><ul>${[...wrongs].map(([field, says]) => html`<li>${labels[field] === undefined ? says : html`<a href="#${field === 'byKind' ? 'by-person' : field}">${says}</a>`}</li>`)}</ul></div>`;

/** 异议表：个人实名，单位盖公章，都留地址和电话。What was typed stays when something is wrong. */
export const objectionForm = (
  notice: string,
  studios: readonly PostedStudio[],
  typed: Typed,
  wrongs: Wrongs,
): Html => html`<section class="objection" aria-labelledby="objection">
<h2 id="objection">提出异议</h2>
<p class="quiet">请写明事实和依据，留下可以联系的地址和电话。您的姓名、地址、电话只供核查使用，不公开，也不转告被反映人。</p>
${summary(wrongs)}
<form method="post" action="/public/notices/${notice}#objection" enctype="multipart/form-data">
<div class="field"><label for="studio">${labels['studio'] ?? ''}</label>
<select id="studio" name="studio" required${state(wrongs, 'studio')}>${studios.length > 1 ? html`<option value="">请选择</option>` : ''}${studios.map(({ studio, name, unit }) => html`<option value="${studio}"${typed['studio'] === studio ? html` selected` : ''}>${name}（${unit}）</option>`)}</select>${note(wrongs, 'studio')}</div>
<fieldset><legend>${labels['byKind'] ?? ''}</legend>${choice('person', '个人（实名）', typed)}${choice('unit', '单位（盖公章）', typed)}${note(wrongs, 'byKind')}</fieldset>
${text('name', 'text', 60, typed, wrongs, '个人填真实姓名，单位填全称', 'name')}
${text('address', 'text', 120, typed, wrongs, '寄送答复用', 'street-address')}
${text('phone', 'tel', 20, typed, wrongs, '核查时联系用', 'tel')}
<div class="field"><label for="grounds">${labels['grounds'] ?? ''}<span class="hint" id="grounds-hint">不超过2000字</span></label>
<textarea id="grounds" name="grounds" maxlength="2000" required${state(wrongs, 'grounds', true)}>${typed['grounds'] ?? ''}</textarea>${note(wrongs, 'grounds')}</div>
<div class="field for-unit"><label for="seal">${labels['seal'] ?? ''}<span class="hint" id="seal-hint">单位必须上传，PDF 或照片，不超过 30 MB</span></label>
<input type="file" id="seal" name="seal" accept="${allowedEndings
  .filter((ending) => ['pdf', 'ofd', 'jpg', 'jpeg', 'png', 'heic', 'webp'].includes(ending))
  .map((ending) => `.${ending}`)
  .join(',')}"${state(wrongs, 'seal', true)}>${note(wrongs, 'seal')}</div>
<div class="trap"><label for="website">请勿填写此栏</label><input type="text" id="website" name="website" value="" tabindex="-1" autocomplete="off"></div>
<button type="submit">提交异议</button>
</form>
</section>`;
