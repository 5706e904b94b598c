# A fresh Debian 12 for the scripts beside this, which read it: $work, a folder that goes with them,
# $root in it once `fresh_root` has made one, and `within` that root a command. Needs root and
# debootstrap; LIANXI_MIRROR names another mirror of Debian, LIANXI_ROOT a fresh root that is there.
[ "$(id -u)" -eq 0 ] || { echo "$0: only root can make a root" >&2; exit 2; }

work=$(mktemp -d)
root=$work/root
tidy_up() {
  for folder in dev/pts proc; do
    if mountpoint -q "$root/$folder"; then umount "$root/$folder"; fi
  done
  rm -rf --one-file-system "$work"
}
trap tidy_up EXIT
fail() { printf 'DIFFERS: %s\n' "$1" >&2; exit 1; }

fresh_root() {
  if [ -n "${LIANXI_ROOT:-}" ]; then
    cp -a "$LIANXI_ROOT" "$root"
  else
    debootstrap --variant=minbase bookworm "$root" "${LIANXI_MIRROR:-http://deb.debian.org/debian}" \
      >"$work/debootstrap.log" || { tail "$work/debootstrap.log" >&2; fail 'debootstrap'; }
  fi
  mount -t proc proc "$root/proc"
  mount -t devpts devpts "$root/dev/pts" -o newinstance,ptmxmode=0666
  ln -sf pts/ptmx "$root/dev/ptmx"
}
within() { chroot "$root" env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin HOME=/root LANG=C.UTF-8 "$@"; }
