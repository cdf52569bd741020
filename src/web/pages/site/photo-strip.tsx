import { CameraOutlined, DeleteOutlined, PictureOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { fileAddress } from '../../api/upload.ts';
import { addPhoto, dropPhoto } from '../../site/edits.ts';
import { newKey } from '../../site/new-key.ts';
import { BadPhoto, preparePhoto } from '../../site/photo.ts';
import type { LocalFinding, LocalPhoto } from '../../site/visit.ts';
import { momentZh } from '../../parts/text/day-text.ts';
import { placeNow } from './place.tsx';
import { useSite } from './use-site.ts';

const most = 9;

/** The picture as it lies here; else as the server has it. */
function usePictureAddress({ id, file }: LocalPhoto): string | undefined {
  const site = useSite();
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let gone = false;
    void site.picture(id).then((picture) => {
      if (gone) return;
      if (picture !== undefined) made = URL.createObjectURL(new Blob([picture.bytes], { type: picture.type }));
      setAddress(made ?? (file === undefined ? undefined : fileAddress(file)));
    });
    return () => {
      gone = true;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [site, id, file]);
  return address;
}

function Photo({ photo, number, onDrop }: { photo: LocalPhoto; number: number; onDrop: () => void }) {
  const address = usePictureAddress(photo);
  const when = photo.takenAt === undefined ? '' : momentZh(photo.takenAt);
  return (
    <li className="site-photo">
      {address !== undefined && <img src={address} alt={`照片${number}${when && `，${when}`}`} />}
      <span className="site-photo-words">
        <span className="quiet">
          {when}
          {photo.place !== undefined && ' · 已记位置'}
        </span>
        {photo.trouble !== undefined ? (
          <span className="wrong" role="alert">
            没传上：{photo.trouble}
          </span>
        ) : (
          <span className={photo.file === undefined ? 'warn-text' : 'quiet'}>{photo.file === undefined ? '未上传' : '已上传'}</span>
        )}
      </span>
      <Button type="text" size="large" icon={<DeleteOutlined />} aria-label={`删除照片${number}`} onClick={onDrop} />
    </li>
  );
}

type PickProps = Readonly<{ label: string; about: string; camera?: boolean; onPick: (files: readonly File[]) => void }>;
function Pick({ label, about, camera = false, onPick }: PickProps) {
  return (
    <label className="site-pick">
      {camera ? <CameraOutlined aria-hidden /> : <PictureOutlined aria-hidden />} {label}
      <span className="sr-only">：{about}</span>
      <input
        type="file"
        accept="image/*"
        className="sr-only"
        capture={camera ? 'environment' : undefined}
        multiple={!camera}
        onChange={({ target }) => {
          onPick([...(target.files ?? [])]);
          target.value = '';
        }}
      />
    </label>
  );
}

/** 照片：拍下就存在本机，时间和位置一起记。 */
export function PhotoStrip({ finding: { key, photos, text } }: { finding: LocalFinding }) {
  const site = useSite();
  const [busy, setBusy] = useState(0);
  const [refused, setRefused] = useState('');

  const take = async (file: File): Promise<void> => {
    const place = placeNow();
    const { bytes, name, type, takenAt } = await preparePhoto(file);
    const id = newKey();
    await site.keepPicture({ id, name, type, bytes });
    site.edit((at) => addPhoto(key, { id, name, takenAt, place }, at));
  };
  const takeAll = async (files: readonly File[]): Promise<void> => {
    setRefused('');
    for (const file of files.slice(0, most - photos.length)) {
      setBusy((count) => count + 1);
      await take(file).catch((error: unknown) => setRefused(error instanceof BadPhoto ? error.message : '这张照片没有存下，请再拍一次'));
      setBusy((count) => count - 1);
    }
  };

  const about = text.slice(0, 20) || '这个问题';
  return (
    <div className="site-photos">
      {photos.length > 0 && (
        <ul className="plain">
          {photos.map((photo, index) => (
            <Photo key={photo.id} photo={photo} number={index + 1} onDrop={() => site.edit((at) => dropPhoto(key, photo.id, at))} />
          ))}
        </ul>
      )}
      {busy > 0 && <p role="status">正在处理照片……</p>}
      {refused !== '' && (
        <p role="alert" className="wrong">
          {refused}
        </p>
      )}
      {photos.length < most && (
        <div className="buttons">
          <Pick label="拍照" about={about} camera onPick={(files) => void takeAll(files)} />
          <Pick label="从相册选" about={about} onPick={(files) => void takeAll(files)} />
        </div>
      )}
    </div>
  );
}
