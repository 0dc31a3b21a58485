import CaseModel
import Testing

@testable import CaseSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A folder of a test's own, removed with all that is in it.
private final class TestFolder {
    let path: String

    init() throws {
        path = "/tmp/casefile-test-\(UInt64.random(in: .min ... .max))"
        try Folders.create(path, isPrivate: true)
    }

    deinit { Self.clear(path) }

    var names: [String] { (try? Folders.list(path)) ?? [] }

    func bytes(_ name: String) throws -> [UInt8] {
        let file = try FileBytes(path: "\(path)/\(name)")
        return try file.read(at: 0, count: file.byteCount)
    }

    func write(_ name: String, _ text: String) throws {
        var sink = try FileSink(path: "\(path)/\(name)")
        try sink.write(Array(text.utf8).span)
    }

    private static func clear(_ path: String) {
        for name in (try? Folders.list(path)) ?? [] {
            let inner = "\(path)/\(name)"
            if Folders.entry(inner)?.kind == .folder { clear(inner) } else { try? Folders.remove(inner) }
        }
        try? Folders.removeFolder(path)
    }
}

@Suite("Files and folders")
struct SystemFilesTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func all(_ source: some ByteSource, piece: Int) throws -> [UInt8] {
        var source = source
        var buffer = [UInt8](repeating: 0, count: piece)
        var bytes: [UInt8] = []
        while true {
            let count = try source.read(into: &buffer)
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
        }
    }

    @Test(
        "A file source gives the file's bytes whatever the buffer, as memory does",
        arguments: [1, 7, 4096, 1 << 20])
    func source(_ piece: Int) throws {
        let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var sink = try FileSink(path: "\(folder.path)/a")
        try sink.write(bytes.span)
        #expect(try all(FileSource(path: "\(folder.path)/a"), piece: piece) == bytes)
        #expect(try all(MemorySource(bytes), piece: piece) == bytes)
    }

    @Test("What cannot be read says why, without the path")
    func unreadable() throws {
        let cases: [(String, FailureCode)] = [
            ("\(folder.path)/missing", .notFound), (folder.path, .badInput), ("", .notFound),
            ("a\0b", .notFound),
        ]
        for (path, code) in cases {
            let failure = try #require(throws: Failure.self) { try FileSource(path: path) }
            #expect(failure.operation == .read)
            #expect(failure.code == code)
            #expect(failure.detail?.contains("casefile-test") == false)
            #expect(throws: Failure.self) { try FileBytes(path: path) }
        }
        #expect(throws: Failure.self) { try FileBytes(path: "/dev/null") }
    }

    @Test("A named pipe is refused where a file is needed, and does not hold the program")
    func pipe() throws {
        #expect(mkfifo("\(folder.path)/pipe", 0o600) == 0)
        let failure = try #require(throws: Failure.self) { try FileBytes(path: "\(folder.path)/pipe") }
        #expect(failure.code == .badInput)
    }

    @Test("Random access stops at the end and refuses nothing else")
    func bytes() throws {
        try folder.write("a", "0123456789")
        let file = try FileBytes(path: "\(folder.path)/a")
        #expect(file.byteCount == 10)
        #expect(try file.read(at: 3, count: 4) == Array("3456".utf8))
        #expect(try file.read(at: 8, count: 100) == Array("89".utf8))
        for (offset, count) in [(10, 1), (.max, .max), (-1, 5), (0, 0), (0, -1)] {
            #expect(try file.read(at: offset, count: count) == [])
        }
    }

    @Test(
        "A full disk is an error with the system's words",
        .enabled(if: Folders.entry("/dev/full") != nil, "no /dev/full"))
    func fullDisk() throws {
        var sink = try FileSink(path: "/dev/full")
        let error = try #require(throws: SinkError.self) { try sink.write([1, 2, 3].span) }
        #expect(error.reason == "No space left on device")
    }

    @Test("An atomic file has no name until it is committed")
    func atomic() throws {
        let file = try AtomicFile(finalPath: "\(folder.path)/a.zip")
        try file.write(Array("one".utf8).span)
        #expect(folder.names == [".a.zip.partial"])
        #expect(try file.readBack().read(at: 0, count: 10) == Array("one".utf8))
        try file.commit()
        #expect(folder.names == ["a.zip"])
        #expect(try folder.bytes("a.zip") == Array("one".utf8))
        #expect(throws: SinkError.self) { try file.write([1].span) }
        #expect(throws: SinkError.self) { try file.commit() }
    }

    @Test("An atomic file that is let go leaves nothing", arguments: [true, false])
    func abandoned(_ discards: Bool) throws {
        do {
            let file = try AtomicFile(finalPath: "\(folder.path)/a.zip")
            try file.write([1].span)
            if discards {
                file.discard()
                #expect(folder.names == [])
            }
        }
        #expect(folder.names == [])
    }

    @Test("A file that exists is never replaced, nor one that came meanwhile")
    func noOverwrite() throws {
        try folder.write("a.zip", "old")
        #expect(throws: SinkError("the file exists already")) {
            try AtomicFile(finalPath: "\(folder.path)/a.zip")
        }
        do {
            let file = try AtomicFile(finalPath: "\(folder.path)/b.zip")
            try folder.write("b.zip", "theirs")
            #expect(throws: SinkError("the file exists already")) { try file.commit() }
        }
        #expect(try folder.bytes("a.zip") == Array("old".utf8))
        #expect(try folder.bytes("b.zip") == Array("theirs".utf8))
        #expect(folder.names == ["a.zip", "b.zip"])
    }

    @Test("The partial file of a killed run is taken over, that of a living one is not")
    func stale() throws {
        try folder.write(".a.zip.partial", "left over")
        let file = try AtomicFile(finalPath: "\(folder.path)/a.zip")
        #expect(throws: SinkError("another run is writing this file")) {
            try AtomicFile(finalPath: "\(folder.path)/a.zip")
        }
        try file.write([7].span)
        try file.commit()
        #expect(try folder.bytes("a.zip") == [7])
    }

    @Test("A link planted at the partial name is not followed")
    func link() throws {
        try folder.write("victim", "precious")
        #expect(symlink("victim", "\(folder.path)/.a.zip.partial") == 0)
        #expect(throws: SinkError.self) { try AtomicFile(finalPath: "\(folder.path)/a.zip") }
        #expect(try folder.bytes("victim") == Array("precious".utf8))
    }

    @Test("A file may be replaced when that was asked for, and only by a whole one")
    func replacing() throws {
        try folder.write("a.har", "old")
        do {
            let file = try AtomicFile(finalPath: "\(folder.path)/a.har", replacing: true)
            try file.write(Array("half".utf8).span)
        }
        #expect(try folder.bytes("a.har") == Array("old".utf8))
        let file = try AtomicFile(finalPath: "\(folder.path)/a.har", replacing: true)
        try file.write(Array("new".utf8).span)
        try file.commit()
        #expect(try folder.bytes("a.har") == Array("new".utf8))
        #expect(folder.names == ["a.har"])
    }

    @Test("A folder, a link or a device is never replaced by a file")
    func irreplaceable() throws {
        #expect(symlink("victim", "\(folder.path)/link") == 0)
        #expect(mkfifo("\(folder.path)/pipe", 0o600) == 0)
        try Folders.create("\(folder.path)/inner")
        for name in ["link", "pipe", "inner"] {
            #expect(throws: SinkError("what stands there is no regular file")) {
                try AtomicFile(finalPath: "\(folder.path)/\(name)", replacing: true)
            }
        }
        #expect(folder.names == ["inner", "link", "pipe"])
    }

    @Test("A rename does not replace anything")
    func rename() throws {
        try Folders.create("\(folder.path)/.x.partial")
        try Folders.rename("\(folder.path)/.x.partial", to: "\(folder.path)/x")
        try Folders.create("\(folder.path)/.x.partial")
        #expect(throws: SinkError.self) {
            try Folders.rename("\(folder.path)/.x.partial", to: "\(folder.path)/x")
        }
        #expect(folder.names == [".x.partial", "x"])
        #expect(throws: SinkError.self) { try Folders.rename("\(folder.path)/no", to: "\(folder.path)/y") }
    }

    @Test("A scratch file has no name, and gives back what was added")
    func scratch() throws {
        let file = try ScratchFile(folder: folder.path)
        #expect(folder.names == [])
        #expect(file.byteCount == 0)
        try file.append(Array("hello ".utf8))
        try file.append(Array("world".utf8))
        #expect(file.byteCount == 11)
        #expect(try file.read(at: 6, count: 100) == Array("world".utf8))
        for (offset, count) in [(11, 1), (-1, 1), (.max, .max), (3, 0)] {
            #expect(try file.read(at: offset, count: count) == [])
        }
        #expect(throws: SinkError.self) { try ScratchFile(folder: "\(folder.path)/missing") }
    }

    @Test("Two tasks may add to one scratch file; no piece is torn")
    func sharedScratch() async throws {
        let file = try ScratchFile(folder: folder.path)
        await withTaskGroup(of: Void.self) { group in
            for byte in UInt8(1)...4 {
                group.addTask { for _ in 0..<100 { try? file.append([byte, byte, byte]) } }
            }
        }
        let bytes = try file.read(at: 0, count: 2000)
        #expect(bytes.count == 1200)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            #expect(Set(bytes[start..<start + 3]).count == 1)
        }
    }

    @Test("A lock is held by one and free when that one is gone")
    func lock() throws {
        let path = "\(folder.path)/.lock"
        do {
            let held = try FileLock(path: path)
            #expect(throws: SinkError("another run holds the lock")) { try FileLock(path: path) }
            held.release()
            _ = try FileLock(path: path)
        }
        _ = try FileLock(path: path)
    }

    @Test("Folders are made with those above, listed in order, and cleared file by file")
    func folders() throws {
        let path = "\(folder.path)/a/b"
        try Folders.create(path)
        try Folders.create(path)
        #expect(Folders.isFolder(path))
        try folder.write("z", "12345")
        #expect(folder.names == ["a", "z"])
        let entry = try #require(Folders.entry("\(folder.path)/z"))
        #expect((entry.name, entry.kind, entry.byteCount) == ("z", .file, 5))
        #expect(entry.modifiedAt > Timestamp(nanosecondsSinceEpoch: 1_700_000_000_000_000_000))
        try Folders.remove("\(folder.path)/z")
        try Folders.remove("\(folder.path)/z")
        #expect(folder.names == ["a"])
        #expect(throws: SinkError.self) { try Folders.create("\(folder.path)/a/\u{0}/c") }
        #expect(throws: Failure.self) { try Folders.list("\(folder.path)/missing") }
    }
}
