import TestSupport

/// The edge of Peers/scripted-edge.py and the origins behind it.
enum ScriptedEdge {
    static let tools = ["python3", "openssl"]
    static let running = Result { try Peer("scripted-edge.py") }
}
