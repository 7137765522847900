// Verifier checks what Folkmoot writes with code that Folkmoot did not write: golang.org/x/mod/sumdb (note, tlog).
//
// Usage: verifier LOGKEY WITNESSKEY < questions > answers
//
// One question a line, one answer a line, "ok" or "no" and why:
//
//	checkpoint BASE64         a checkpoint signed by the log and cosigned by the witness
//	proof BASE64              a .tlog-proof file with its leaf
//	log DIR                   a published log
//	log DIR NAME BASE64       the same, with other content in one file
//	log DIR NAME              the same, without that file
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"crypto/ed25519"
	"crypto/sha256"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	tileHeight  = 8
	tileWidth   = 1 << tileHeight
	cosignature = 4
)

// A cosigner checks C2SP tlog-cosignature v1, which the note package leaves to its callers.
type cosigner struct {
	name string
	id   uint32
	key  ed25519.PublicKey
}

func newCosigner(vkey string) (*cosigner, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("witness key: not name+id+key")
	}
	typed, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(typed) != 1+ed25519.PublicKeySize || typed[0] != cosignature {
		return nil, errors.New("witness key: not an Ed25519 cosigner's")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), typed...))
	id := binary.BigEndian.Uint32(sum[:4])
	if fmt.Sprintf("%08x", id) != parts[1] {
		return nil, errors.New("witness key: wrong id")
	}
	return &cosigner{parts[0], id, typed[1:]}, nil
}

func (c *cosigner) Name() string    { return c.name }
func (c *cosigner) KeyHash() uint32 { return c.id }
func (c *cosigner) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	signed := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(sig), msg)
	return ed25519.Verify(c.key, []byte(signed), sig[8:])
}

type verifier struct {
	log     note.Verifier
	witness note.Verifier
}

// checkpoint returns the tree that both have signed. The note package reads a signature line in several forms, so the
// note is written again and compared.
func (v *verifier) checkpoint(msg []byte) (tree tlog.Tree, err error) {
	opened, err := note.Open(msg, note.VerifierList(v.log, v.witness))
	if err != nil {
		return tree, err
	}
	if len(opened.Sigs) != 2 || len(opened.UnverifiedSigs) != 0 {
		return tree, errors.New("checkpoint: not signed by the log and the witness alone")
	}
	written := opened.Text + "\n"
	for _, sig := range opened.Sigs {
		raw, err := base64.StdEncoding.DecodeString(sig.Base64)
		if err != nil {
			return tree, err
		}
		written += "\u2014 " + sig.Name + " " + base64.StdEncoding.EncodeToString(raw) + "\n"
	}
	if written != string(msg) {
		return tree, errors.New("checkpoint: not in its one written form")
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != v.log.Name() {
		return tree, errors.New("checkpoint: not three lines of this log")
	}
	if tree.N, err = number(lines[1]); err != nil {
		return tree, err
	}
	tree.Hash, err = tlog.ParseHash(lines[2])
	return tree, err
}

func number(text string) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 || strconv.FormatInt(n, 10) != text {
		return 0, errors.New("not a decimal number")
	}
	return n, nil
}

// proof checks a leaf of its own: C2SP tlog-proof v1, with the leaf as extra data.
func (v *verifier) proof(file []byte) error {
	head, rest, found := bytes.Cut(file, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !found || len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" ||
		!strings.HasPrefix(lines[1], "extra ") || !strings.HasPrefix(lines[2], "index ") {
		return errors.New("proof: not in its form")
	}
	leaf, err := base64.StdEncoding.Strict().DecodeString(lines[1][len("extra "):])
	if err != nil || strings.ContainsAny(lines[1], "\r") {
		return errors.New("proof: leaf")
	}
	index, err := number(lines[2][len("index "):])
	if err != nil {
		return err
	}
	var path tlog.RecordProof
	for _, line := range lines[3:] {
		hash, err := base64.StdEncoding.Strict().DecodeString(line)
		if err != nil || len(hash) != tlog.HashSize || strings.ContainsAny(line, "\r") {
			return errors.New("proof: hash")
		}
		path = append(path, *(*tlog.Hash)(hash))
	}
	tree, err := v.checkpoint(rest)
	if err != nil {
		return err
	}
	if index >= tree.N {
		return errors.New("proof: index beyond the tree")
	}
	return tlog.CheckRecord(path, tree.N, tree.Hash, index, tlog.RecordHash(leaf))
}

// A folder is a published log, one file of which may be given otherwise.
type folder struct {
	dir   string
	name  string
	given []byte
	gone  bool
}

func (f *folder) read(name string) ([]byte, error) {
	if name == f.name {
		if f.gone {
			return nil, os.ErrNotExist
		}
		return f.given, nil
	}
	return os.ReadFile(filepath.Join(f.dir, name))
}

func (f *folder) Height() int                          { return tileHeight }
func (f *folder) SaveTiles(tiles []tlog.Tile, _ [][]byte) {}
func (f *folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := f.read(tilesName(tile))
		if err != nil {
			return nil, err
		}
		if len(data) != tile.W*tlog.HashSize {
			return nil, errors.New("tile: wrong length")
		}
		all = append(all, data)
	}
	return all, nil
}

// tilesName is the path of C2SP tlog-tiles: that of sumdb without the height, and "entries" for "data".
func tilesName(tile tlog.Tile) string {
	path := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", tileHeight))
	return "tile/" + strings.Replace(path, "data/", "entries/", 1)
}

// published checks that every entry is a leaf of the signed tree.
func (v *verifier) published(f *folder) error {
	msg, err := f.read("checkpoint")
	if err != nil {
		return err
	}
	tree, err := v.checkpoint(msg)
	if err != nil {
		return err
	}
	hashes := tlog.TileHashReader(tree, f)
	root, err := tlog.TreeHash(tree.N, hashes)
	if err != nil {
		return err
	}
	if root != tree.Hash {
		return errors.New("log: another root")
	}
	for from := int64(0); from < tree.N; from += tileWidth {
		if err := entries(f, hashes, from, tree.N); err != nil {
			return err
		}
	}
	return nil
}

func entries(f *folder, hashes tlog.HashReader, from, size int64) error {
	width := size - from
	if width > tileWidth {
		width = tileWidth
	}
	data, err := f.read(tilesName(tlog.Tile{H: tileHeight, L: -1, N: from / tileWidth, W: int(width)}))
	if err != nil {
		return err
	}
	var indexes []int64
	var found []tlog.Hash
	for i := from; i < from+width; i++ {
		if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
			return errors.New("entries: too short")
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		found = append(found, tlog.RecordHash(data[2:end]))
		indexes = append(indexes, tlog.StoredHashIndex(0, i))
		data = data[end:]
	}
	if len(data) != 0 {
		return errors.New("entries: too long")
	}
	stored, err := hashes.ReadHashes(indexes)
	if err != nil {
		return err
	}
	for i := range stored {
		if stored[i] != found[i] {
			return fmt.Errorf("entries: %d is not the leaf", from+int64(i))
		}
	}
	return nil
}

func (v *verifier) answer(question string) error {
	words := strings.Split(question, " ")
	if words[0] == "log" && len(words) >= 2 {
		f := &folder{dir: words[1], gone: len(words) == 3}
		if len(words) > 2 {
			f.name = words[2]
		}
		if len(words) == 4 {
			given, err := base64.StdEncoding.DecodeString(words[3])
			if err != nil {
				return err
			}
			f.given = given
		}
		return v.published(f)
	}
	if len(words) != 2 {
		return errors.New("question: not understood")
	}
	content, err := base64.StdEncoding.DecodeString(words[1])
	if err != nil {
		return err
	}
	switch words[0] {
	case "checkpoint":
		_, err = v.checkpoint(content)
		return err
	case "proof":
		return v.proof(content)
	}
	return errors.New("question: not understood")
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: verifier LOGKEY WITNESSKEY")
		os.Exit(2)
	}
	log, err := note.NewVerifier(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	witness, err := newCosigner(os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	v := &verifier{log, witness}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<26)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for in.Scan() {
		if err := v.answer(in.Text()); err != nil {
			fmt.Fprintf(out, "no %s\n", strings.ReplaceAll(err.Error(), "\n", " "))
		} else {
			fmt.Fprintln(out, "ok")
		}
	}
}
